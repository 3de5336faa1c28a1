import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/build/generate/rule-catalogue.ts';
import { fixFiles, lintFiles, type Files } from '../../support/lint-files.ts';

const catalogue = await loadCatalogue();
/** The rules' own examples: texts that reach every rule. */
const projects: readonly Files[] = catalogue.flatMap(({ page }) =>
  [...page.bad, ...page.good].map(({ files }) => files),
);

interface Mutation {
  readonly project: number;
  readonly file: number;
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  project: fc.nat(),
  file: fc.nat(),
  at: fc.nat(),
  length: fc.nat({ max: 12 }),
  insert: fc.constantFrom(
    '',
    ' ',
    '\n',
    '"',
    "'",
    ':',
    '[',
    '{',
    '\\\n',
    '$',
    '${',
    '&x ',
    '*x',
    '- ',
    '#',
    '\t',
    '😀',
    '<<EOF',
    '../',
    '\u0000',
  ),
});

function mutate(mutations: readonly Mutation[]): Files {
  const [first] = mutations;
  const files: Record<string, string> = { ...projects[(first?.project ?? 0) % projects.length] };
  for (const { file, at, length, insert } of mutations) {
    const names = Object.keys(files);
    const name = names[file % names.length] ?? '';
    const text = files[name] ?? '';
    const start = text.length === 0 ? 0 : at % text.length;
    files[name] = text.slice(0, start) + insert + text.slice(start + length);
  }
  return files;
}

const broken = fc.array(mutation, { minLength: 1, maxLength: 4 }).map(mutate);

describe('lint of damaged projects', () => {
  it('never fails, and every place lies in its file', () => {
    fc.assert(
      fc.property(broken, (files) => {
        for (const { rule, at, related, message } of lintFiles(files)) {
          expect(rule, message).not.toBe('drydock/internal');
          for (const { file, start, end } of [at, ...related.map((one) => one.at)]) {
            const length = files[file]?.length ?? 0;
            expect(
              0 <= start && start <= end && end <= length,
              `${rule} ${file} ${start}–${end}`,
            ).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('loses each finding to its safe fix', () => {
    fc.assert(
      fc.property(broken, (files) => {
        for (const finding of lintFiles(files)) {
          const fixes = finding.fixes.filter(({ kind }) => kind === 'safe');
          if (fixes.length === 0) continue;
          const same = (all: Files): number =>
            lintFiles(all).filter(
              ({ rule, at }) => rule === finding.rule && at.file === finding.at.file,
            ).length;
          const fixed = fixFiles(files, [{ ...finding, fixes }]);
          expect(same(fixed), `${finding.rule}: ${JSON.stringify(files)}`).toBeLessThan(
            same(files),
          );
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
