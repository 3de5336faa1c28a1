import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createComposeText } from '../../src/build/bench/sample-texts.ts';
import { repositoryRoot } from '../../src/build/repository.ts';
import type { Finding } from '../../src/core/base/finding.ts';
import { findMentions } from '../../src/core/ide/find-mentions.ts';
import type { Mention } from '../../src/core/ide/mention.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { createLinter } from '../../src/server/workspace/create-linter.ts';
import {
  defaultSettings,
  type RootLinter,
  type ThreadLinter,
} from '../../src/server/workspace/lint-parts.ts';
import { createLintThread } from '../../src/server/workspace/lint-thread.ts';

const file = 'compose.yaml';
const program = pathToFileURL(join(repositoryRoot, 'src/server/main.ts'));
let thread: ThreadLinter;

beforeEach(() => {
  thread = createLintThread(program);
});

afterEach(() => {
  thread.close();
});

function toSnapshot(text: string): Snapshot {
  return { files: new Map([[file, text]]), isPartial: false, environment: new Map() };
}

function lintHere(linter: RootLinter, snapshot: Snapshot): readonly Finding[] {
  const steps = linter.lint(snapshot, defaultSettings);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const toPlain = (findings: readonly Finding[] | undefined): unknown =>
  findings?.map((finding) => ({
    ...finding,
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits() })),
  }));

const toPlainMentions = (mentions: readonly Mention[]): unknown =>
  mentions.map((mention) => ({ ...mention, text: mention.text() }));

it('answers the same as a linter in this thread', async () => {
  const snapshot = toSnapshot(
    'version: "3.8"\nservices:\n  api:\n    image: python:latest\n    ports: [8080:8080]\n    depends_on: [db]\n  db:\n    image: postgres\n',
  );
  const linter = createLinter();
  const findings = lintHere(linter, snapshot);
  const first = findings[0];
  if (first === undefined) throw new Error('nothing was found');
  expect(findings.some(({ fixes }) => fixes.length > 0)).toBe(true);
  expect(toPlain(await thread.lint(snapshot, defaultSettings))).toEqual(toPlain(findings));
  expect(await thread.findSuppressionLine(first)).toBe(linter.findSuppressionLine(snapshot, first));
  expect(await thread.fixAll(file)).toBe(linter.fixAll(snapshot, defaultSettings, file));
  expect(await thread.fixWorkspace()).toEqual(linter.fixWorkspace(snapshot, defaultSettings));
  const offset = (snapshot.files.get(file) ?? '').indexOf('[db]') + 2;
  const mentions = findMentions(linter.listMentions(snapshot, file), offset);
  expect(mentions.length).toBeGreaterThan(0);
  await expect
    .poll(async () => toPlainMentions(await thread.findMentions(file, offset)), { timeout: 10_000 })
    .toEqual(toPlainMentions(mentions));
});

it('has no result once it was told to stop, and lints on', async () => {
  const overtaken = thread.lint(toSnapshot(createComposeText(4000)), defaultSettings);
  thread.stop();
  expect(await overtaken).toBeUndefined();
  const snapshot = toSnapshot('services:\n  api:\n    image: python:latest\n');
  expect(toPlain(await thread.lint(snapshot, defaultSettings))).toEqual(
    toPlain(lintHere(createLinter(), snapshot)),
  );
});

it('leaves nobody waiting when it ends', async () => {
  const pending = thread.lint(toSnapshot(createComposeText(4000)), defaultSettings);
  thread.close();
  await expect(pending).rejects.toThrow('has ended');
  await expect(thread.fixAll(file)).rejects.toThrow('has ended');
});
