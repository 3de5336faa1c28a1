import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/base/finding.ts';
import { tryCommand } from '../../../src/build/services/run-command.ts';
import { anyDamaged } from '../../core/engine/project-mutations.ts';
import { openPrivateEngine, type TestEngine } from '../../support/engine.ts';
import { lintFiles } from '../../support/lint-files.ts';
import { ensureBusyboxImage } from '../../../src/build/services/base-image.ts';
import { acceptedDockerfiles } from './dockerfile-verdict.data.ts';

/** Errors that say that Docker refuses the Dockerfile as it is written. Others are about what a build or a container does. */
const claims: ReadonlySet<string> = new Set([
  'drydock/syntax',
  'dockerfile/no-duplicate-flag',
  'dockerfile/no-self-copy',
  'dockerfile/no-unknown-flag',
  'dockerfile/no-unknown-instruction',
  'dockerfile/require-arguments',
  'dockerfile/require-base-name',
  'dockerfile/require-closing-double-quote',
  'dockerfile/require-closing-single-quote',
  'dockerfile/require-copy-destination',
  'dockerfile/require-from',
  'dockerfile/require-healthcheck-command',
  'dockerfile/require-variable-name',
  'dockerfile/require-variable-value',
  'dockerfile/valid-duration',
  'dockerfile/valid-flag-value',
  'dockerfile/valid-healthcheck-type',
  'dockerfile/valid-image-reference',
  'dockerfile/valid-port',
  'dockerfile/valid-shell-form',
  'dockerfile/valid-stage-form',
  'dockerfile/valid-trigger',
]);

/** What Docker takes and the build then fails at, said by a rule that claims more elsewhere. */
const laterFailures = [
  // `RUN RUN a` looks for a program called RUN.
  /stands here twice/,
];

/** What Docker refuses and we do not see. */
const unseen = [
  // Docker splits the words of COPY at each blank and then looks for the ends of their quotes.
  /looking for matching (?:double|single)-quote/,
  // What stands in `--mount`: its fields, its target, and a stage that mounts itself.
  /invalid mount target|invalid field|circular dependency detected/,
  // A dollar sign that begins no variable may be a slip in one, so the name around it is not judged.
  /failed to parse stage name "[^"]*\$/,
];

let engine: TestEngine;
let folder = '';

beforeAll(async () => {
  engine = await openPrivateEngine();
  await ensureBusyboxImage(engine.env);
  folder = await mkdtemp(join(tmpdir(), 'drydock-verdict-'));
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await engine.stop();
});

interface Verdict {
  readonly text: string;
  /** Why Docker refuses the text; undefined where it takes it. */
  readonly refusal: string | undefined;
}

async function askDocker(text: string, name: string): Promise<Verdict> {
  const context = join(folder, name);
  await mkdir(context);
  await writeFile(join(context, 'Dockerfile'), text);
  const args = ['buildx', 'build', '--call', 'check,format=json', context];
  const { stderr } = await tryCommand('docker', args, {
    env: { ...process.env, ...engine.env },
    deadline: 30_000,
  });
  return { text, refusal: /^ERROR: (.*)/m.exec(stderr)?.[1] };
}

/** In the order of the texts, four at a time. */
async function askDockerAll(texts: readonly string[], prefix: string): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const queue = texts.entries();
  const work = async (): Promise<void> => {
    for (const [index, text] of queue) verdicts[index] = await askDocker(text, `${prefix}${index}`);
  };
  await Promise.all([work(), work(), work(), work()]);
  return verdicts;
}

/** An image that is not there says nothing about the text. */
function isAboutImage(refusal: string): boolean {
  return /failed to resolve source metadata|failed to do request|no such host|pull access/.test(
    refusal,
  );
}

function listErrors(text: string): readonly Finding[] {
  return lintFiles({ Dockerfile: text }).filter(({ severity }) => severity === 'error');
}

function listClaims(text: string): readonly string[] {
  return listErrors(text)
    .filter(
      ({ rule, message }) => claims.has(rule) && !laterFailures.some((one) => one.test(message)),
    )
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('the verdict on a Dockerfile', () => {
  it('is that it is right where Docker takes it', async () => {
    const verdicts = await askDockerAll(acceptedDockerfiles, 'right');
    for (const { text, refusal } of verdicts) {
      expect(refusal).toBeUndefined();
      expect(listErrors(text).map(({ rule }) => rule)).toEqual([]);
    }
  }, 60_000);

  it('is that of Docker on damaged ones', async () => {
    const projects = acceptedDockerfiles.map((text) => ({ Dockerfile: text }));
    const damaged = fc.sample(anyDamaged(projects), { numRuns: 120, seed: 20_261_121 });
    const texts = damaged.map((files) => files['Dockerfile'] ?? '');
    const harder: string[] = [];
    const softer: string[] = [];
    let refused = 0;
    for (const { text, refusal } of await askDockerAll(texts, 'damaged')) {
      if (refusal === undefined) {
        harder.push(...listClaims(text).map((claim) => `${claim}\n${text}`));
      } else if (!isAboutImage(refusal) && !unseen.some((one) => one.test(refusal))) {
        refused += 1;
        if (listErrors(text).length === 0) softer.push(`${refusal}\n${text}`);
      }
    }
    expect(harder).toEqual([]);
    expect(softer).toEqual([]);
    expect(refused).toBeGreaterThan(30);
  }, 180_000);
});
