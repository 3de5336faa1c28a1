import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/build/generate/rule-catalogue.ts';
import { createProjectCache } from '../../../src/core/model/project-cache.ts';
import type { Files } from '../../support/lint-files.ts';
import { anyDamaged, anyTyped } from './project-mutations.ts';
import {
  findBrokenFindings,
  findBrokenFixes,
  findRestlessFixes,
  findStaleFindings,
} from './project-properties.ts';

// `DRYDOCK_FUZZ=20` does twenty times as much with another seed each time; `DRYDOCK_FUZZ_DATA` names files of projects, one JSON
// object with `files` in a line, separated by colons.
const factor = Number(process.env['DRYDOCK_FUZZ'] ?? 1);
const data = (process.env['DRYDOCK_FUZZ_DATA'] ?? '').split(':').filter((path) => path !== '');
const toOptions = (numRuns: number) =>
  factor === 1 ? { numRuns, seed: 20_261_121 } : { numRuns: numRuns * factor };
const timeout = 60_000 * factor;

const catalogue = await loadCatalogue();
/** The rules' own examples: texts that reach every rule. */
const examples = catalogue.flatMap(({ page }) =>
  [...page.bad, ...page.good].map(({ files }) => files),
);
const projects: readonly Files[] = data.length === 0 ? examples : data.flatMap(readProjects);

function readProjects(path: string): readonly Files[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { files?: Files }).files ?? {});
}

describe('lint of damaged projects', () => {
  it(
    'never fails, and every place lies in its file',
    () => {
      fc.assert(
        fc.property(anyDamaged(projects), (files) => {
          expect([...findBrokenFindings(files)]).toEqual([]);
        }),
        toOptions(400),
      );
    },
    timeout,
  );

  it(
    'loses each finding to its fix, which makes no new error',
    () => {
      fc.assert(
        fc.property(anyDamaged(projects), (files) => {
          expect([...findBrokenFixes(files)]).toEqual([]);
        }),
        toOptions(150),
      );
    },
    timeout,
  );

  it(
    'has nothing left to fix when all that is safe was fixed',
    () => {
      fc.assert(
        fc.property(anyDamaged(projects), (files) => {
          expect([...findRestlessFixes(files)]).toEqual([]);
        }),
        toOptions(150),
      );
    },
    timeout,
  );

  it(
    'says the same whether or not it remembers what it read before',
    () => {
      fc.assert(
        fc.property(anyTyped(projects), (states) => {
          expect([...findStaleFindings(states, createProjectCache())]).toEqual([]);
        }),
        toOptions(120),
      );
    },
    timeout,
  );
});
