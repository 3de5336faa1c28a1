import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import { ensureDockerPackages } from '../../../src/build/services/docker-packages.ts';
import { lintFiles } from '../../support/lint-files.ts';
import { writeFiles } from './compose-oracle.ts';
import { acceptedProjects, keyNames, replacements } from './compose-verdict.data.ts';

const run = promisify(execFile);
let folder = '';
let program = '';
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-verdict-'));
  const { cliPlugins } = await ensureDockerPackages('newest');
  program = cliPlugins.find((path) => path.endsWith('/docker-compose')) ?? 'docker-compose';
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Why Compose refuses the text; undefined where it takes it. */
async function askCompose(text: string): Promise<string | undefined> {
  count += 1;
  const cwd = join(folder, String(count));
  await writeFiles(cwd, { 'compose.yaml': text });
  try {
    const env = { HOME: cwd, PATH: '/usr/bin:/bin' };
    await run(program, ['--profile', '*', 'config', '--quiet'], { cwd, env, timeout: 20_000 });
    return undefined;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (stderr === undefined || stderr === '') throw error;
    return stderr;
  }
}

/** What we say of the form of the text and of the names in it. */
function askRules(text: string): string | undefined {
  // As Compose is asked here, with all profiles turned on.
  const files = { '.env': 'COMPOSE_PROFILES=*\n', 'compose.yaml': text };
  const error = lintFiles(files).find(
    ({ rule, severity }) =>
      severity === 'error' && (rule.startsWith('compose/') || rule === 'drydock/syntax'),
  );
  return error === undefined ? undefined : `${error.rule}: ${error.message}`;
}

interface Change {
  readonly project: string;
  readonly place: number;
  readonly change: 'replace' | 'rename' | 'remove' | 'hoist';
  readonly value: unknown;
  readonly key: string;
}

/** The text with one pair changed. */
function applyChange({ project, place, change, value, key }: Change): string {
  const document = parseDocument(project);
  const path = listPaths(document)[place % listPaths(document).length] ?? [];
  const node = document.getIn(path, true);
  const parent = path.slice(0, -1);
  if (change === 'replace') document.setIn(path, document.createNode(value));
  else {
    document.deleteIn(path);
    if (change === 'rename') document.setIn([...parent, key], node);
    const isInList = typeof parent.at(-1) === 'number';
    if (change === 'hoist' && !isInList) {
      document.setIn([...parent.slice(0, -1), path.at(-1)], node);
    }
  }
  return document.toString();
}

/** Undefined where the change takes away what an alias stands for. */
function tryChange(change: Change): string | undefined {
  try {
    return applyChange(change);
  } catch {
    return undefined;
  }
}

function listPaths(document: Document): readonly (readonly unknown[])[] {
  const paths: unknown[][] = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      const keys: unknown[] = [];
      const chain = [...ancestors, pair] as (Node | { key: unknown })[];
      chain.forEach((one, index) => {
        if ('key' in one && isScalar(one.key)) keys.push(one.key.value);
        const next = chain[index + 1];
        if ('items' in one && !isMap(one)) keys.push(one.items.indexOf(next));
      });
      if (keys.every((key) => key !== '<<')) paths.push(keys);
    },
  });
  return paths.filter((path) => path[0] !== 'x-common');
}

describe('the verdict on a compose file', () => {
  it.each(acceptedProjects)('is that it is right where Compose takes it (%#)', async (project) => {
    expect(await askCompose(project)).toBeUndefined();
    expect(askRules(project)).toBeUndefined();
  });

  it('is never harder than that of Compose, and seldom softer', async () => {
    const softer: string[] = [];
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          project: fc.constantFrom(...acceptedProjects),
          place: fc.nat(1000),
          change: fc.constantFrom('replace', 'replace', 'rename', 'remove', 'hoist'),
          value: fc.constantFrom(...replacements),
          key: fc.constantFrom(...keyNames),
        }),
        async (change) => {
          const text = tryChange(change);
          fc.pre(text !== undefined);
          const theirs = await askCompose(text);
          const ours = askRules(text);
          if (theirs === undefined) expect(ours, text).toBeUndefined();
          else {
            refused += 1;
            if (ours === undefined) softer.push(`${theirs}\n${JSON.stringify(change.value)}`);
          }
        },
      ),
      { numRuns: 100, seed: 20_261_121 },
    );
    expect(refused).toBeGreaterThan(40);
    expect(softer.length / refused, softer.join('\n')).toBeLessThan(0.05);
  });
});
