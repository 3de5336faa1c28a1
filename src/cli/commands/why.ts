import { parseArgs } from 'node:util';
import { explainStop } from '../../app/post-mortem.ts';
import type { Evidence, PostMortem, SymptomEvidence } from '../../app/post-mortem.ts';
import { formatSize } from '../../app/format-size.ts';
import { findServiceOfContainer } from '../../app/post-mortem-workspace.ts';
import type { WorkspaceOfContainer } from '../../app/post-mortem-findings.ts';
import { lintProject } from '../../core/engine/lint-project.ts';
import { buildProject } from '../../core/model/build-project.ts';
import { createProjectCache } from '../../core/model/project-cache.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { findContainer } from '../find-container.ts';

/** Changed files that the text names; JSON has all of them. */
const shownFiles = 20;

/** `drydock why`: why a container stopped, and what it left. */
export const whyCommand: CliCommand = async (context, args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' } },
  });
  const [word, ...rest] = positionals;
  if (word === undefined || rest.length > 0 || !['text', 'json'].includes(values.format)) {
    context.err('Usage: drydock why CONTAINER|SERVICE [--format json]');
    return 2;
  }
  const engine = await context.openEngine();
  try {
    const id = await findContainer(context, engine, word);
    const workspace = await loadWorkspace(context, engine, id);
    const postMortem = await explainStop(engine, id, context.signal, workspace);
    context.out(
      values.format === 'json' ? `${JSON.stringify(postMortem, null, 2)}\n` : toText(postMortem),
    );
    return 0;
  } finally {
    engine.dispose();
  }
};

/** What this folder knows about a container; undefined where no service of its files made it. */
async function loadWorkspace(
  context: CliContext,
  engine: ContainerEngine,
  id: string,
): Promise<WorkspaceOfContainer | undefined> {
  const { cwd, env, signal } = context;
  const container = (await engine.listContainers({}, signal)).find((item) => item.id === id);
  if (container === undefined) return undefined;
  const known = Object.entries(env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const cache = createProjectCache();
  const project = buildProject(
    await context.loadSnapshot(cwd, { cache, environment: new Map(known) }),
    cache,
  );
  const found = findServiceOfContainer(cwd, project, container);
  if (found === undefined) return undefined;
  return { project, ...found, findings: lintProject(project, {}) };
}

function toText(postMortem: PostMortem): string {
  const { container, verdict, evidence, changedFiles, findings } = postMortem;
  const symptoms = evidence.filter((item) => item.kind === 'symptom');
  const files = changedFiles.slice(0, shownFiles).map(toFileLine);
  const hidden = changedFiles.length - files.length;
  return [
    `${container.name} (${container.image})`,
    verdict,
    ...findings.flatMap(({ file, line, rule, message }) => [
      `  ${file}:${line} ${message} (${rule})`,
    ]),
    ...symptoms.flatMap(toSymptomLines),
    ...textsOf(evidence, ['state', 'command', 'restarts', 'health']),
    ...withHeading('Last lines:', textsOf(evidence, ['log'])),
    ...withHeading('Only in this container:', [...textsOf(evidence, ['files']), ...files]),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    '',
  ].join('\n');
}

function toSymptomLines({ text, fix, place }: SymptomEvidence): readonly string[] {
  const where = place === undefined ? [] : [`  At ${place.file ?? place.path}:${place.line}`];
  return [`  ${text} ${fix}`, ...where];
}

function textsOf(
  evidence: readonly Evidence[],
  kinds: readonly Evidence['kind'][],
): readonly string[] {
  return evidence.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => `  ${text}`);
}

function withHeading(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? ['', heading, ...lines] : [];
}

function toFileLine({ kind, path, size }: PostMortem['changedFiles'][number]): string {
  return `  ${kind} ${path}${size === undefined ? '' : ` (${formatSize(size)})`}`;
}
