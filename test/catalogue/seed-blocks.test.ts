import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintFiles, type Files } from '../support/lint-files.ts';
import { rules } from '../../src/core/rules/index.ts';
import { seedBlocks } from './seed-blocks.data.ts';

const root = join(import.meta.dirname, '..', 'fixtures', 'seeds');

function readFixture(name: string): Files {
  const folder = join(root, name);
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
      }),
  );
}

function findRules(name: string, preset: 'recommended' | 'strict'): readonly string[] {
  const findings = lintFiles(readFixture(name), rules, { preset });
  return [...new Set(findings.map(({ rule }) => rule))].toSorted();
}

describe('the Dockerfiles and compose files of the founding documents', () => {
  it('are all judged', () => {
    expect(readdirSync(root).toSorted()).toEqual(Object.keys(seedBlocks).toSorted());
  });

  it.each(Object.entries(seedBlocks))('report in recommended what is wrong: %s', (name, block) => {
    expect(findRules(name, 'recommended')).toEqual(Object.keys(block.reports).toSorted());
  });

  it.each(Object.entries(seedBlocks).filter(([, { strict }]) => strict !== undefined))(
    'report in strict what could be better, too: %s',
    (name, block) => {
      expect(findRules(name, 'strict')).toEqual(expect.arrayContaining([...(block.strict ?? [])]));
    },
  );
});
