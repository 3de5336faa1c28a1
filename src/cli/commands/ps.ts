import { parseArgs } from 'node:util';
import type { DeclaredProject } from '../../app/declared-project.ts';
import type { EngineSnapshot, EngineState } from '../../app/engine-state.ts';
import { servicesTree } from '../../app/services-tree.ts';
import { takeSnapshot } from '../../app/take-snapshot.ts';
import type { ViewNode } from '../../app/view-node.ts';
import { isEngineError } from '../../ports/engine-error.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { toServicesJson } from '../formatters/services-json.ts';

/** `drydock ps`: the services of this folder as the tree shows them. Without an engine the declared ones, and a line that says so. */
export const psCommand: CliCommand = async (context, args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { format: { type: 'string', default: 'table' } },
  });
  if (values.format !== 'table' && values.format !== 'json') {
    context.err('Usage: drydock ps [--format json]');
    return 2;
  }
  const projects = await context.loadProjects();
  const state = await lookAtEngine(context);
  if (values.format === 'json') {
    const snapshot = state.kind === 'connected' ? state.snapshot : undefined;
    context.out(`${JSON.stringify(toServicesJson(projects, snapshot), null, 2)}\n`);
  } else {
    context.out(await toTable(projects, state, context.signal));
  }
  return 0;
};

async function lookAtEngine(context: CliContext): Promise<EngineState> {
  try {
    const engine = await context.openEngine();
    try {
      const snapshot: EngineSnapshot = await takeSnapshot(engine, context.signal);
      return { kind: 'connected', epoch: 1, engine, snapshot };
    } finally {
      engine.dispose();
    }
  } catch (error) {
    if (!isEngineError(error)) throw error;
    context.err(`${error.message} Only what is declared is shown.`);
    return { kind: 'idle', epoch: 1 };
  }
}

async function toTable(
  projects: readonly DeclaredProject[],
  engine: EngineState,
  signal: AbortSignal,
): Promise<string> {
  const rows = await flatten(servicesTree({ projects, engine, trusted: true }), 0, signal);
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  return rows
    .map(({ label, detail }) => `${label.padEnd(width)}  ${detail}`.trimEnd() + '\n')
    .join('');
}

async function flatten(
  nodes: readonly ViewNode[],
  depth: number,
  signal: AbortSignal,
): Promise<readonly { readonly label: string; readonly detail: string }[]> {
  const parts = await Promise.all(
    nodes.map(async (node) => [
      { label: `${'  '.repeat(depth)}${node.label}`, detail: node.detail ?? '' },
      ...(await flatten((await node.children?.(signal)) ?? [], depth + 1, signal)),
    ]),
  );
  return parts.flat();
}
