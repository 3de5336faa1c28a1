import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/build/generate/rule-catalogue.ts';
import { generateSeedsPage, seedDocuments } from '../../src/build/generate/seeds-page.ts';
import { knownCommands } from '../../src/core/ide/command-words.data.ts';
import { composeKeys } from '../../src/core/ide/compose-keys.data.ts';
import { instructionWords } from '../../src/core/ide/instruction-words.data.ts';
import { provokedLogs } from '../app/symptoms/provoked.data.ts';
import type { Evidence } from '../../src/build/seeds/seed-point.ts';

const root = join(import.meta.dirname, '..', '..');
const catalogue = new Map((await loadCatalogue()).map((entry) => [entry.id, entry]));
const points = seedDocuments.flatMap((document) =>
  document.points.map((point) => ({ document: document.name, ...point })),
);

function findEvidence<Kind extends Evidence['kind']>(
  kind: Kind,
): readonly Extract<Evidence, { kind: Kind }>[] {
  return points.flatMap(({ evidence }) =>
    evidence.filter((one): one is Extract<Evidence, { kind: Kind }> => one.kind === kind),
  );
}

/** `docker compose up --build` → the words of the command, and its option or operand. */
function hasCommandHover(text: string): boolean {
  const words = text.split(' ');
  const option = /^(?:-|\.$)/.test(words.at(-1) ?? '') ? words.pop() : undefined;
  return knownCommands.some(
    (command) =>
      command.words.join(' ') === words.join(' ') &&
      (option === undefined ||
        [...command.options.keys()].some((key) => key.split(' ').includes(option))),
  );
}

function hasHover(word: string): boolean {
  const [kind, ...rest] = word.split(' ');
  const text = rest.join(' ');
  if (kind === 'dockerfile') return instructionWords.has(text);
  return kind === 'compose' ? composeKeys.has(text) : hasCommandHover(text);
}

describe('the points of the founding documents', () => {
  it('are told once in each document', () => {
    expect(seedDocuments).toHaveLength(5);
    for (const document of seedDocuments) {
      const told = document.points.map(({ point }) => point);
      expect(new Set(told).size).toBe(told.length);
    }
  });

  it('say whether they still hold, and why not', () => {
    for (const { point, today } of points) {
      expect([point, today]).toEqual([point, expect.stringMatching(/^(?:yes|(?:aged|no): .+\.)$/)]);
    }
  });

  it('say what Drydock does where no rule, hover or symptom does', () => {
    const silent = points.filter(
      ({ does, evidence }) =>
        does === '' && evidence.every(({ kind }) => kind === 'feature' || kind === 'planned'),
    );
    expect(silent).toEqual([]);
  });

  it('have rules and examples that exist', () => {
    for (const { id, example } of findEvidence('rule')) {
      const titles = catalogue.get(id)?.page.bad.map(({ title }) => title) ?? [];
      expect([id, titles.length > 0]).toEqual([id, true]);
      if (example !== undefined)
        expect([id, titles]).toEqual([id, expect.arrayContaining([example])]);
    }
  });

  it('have a hover for each word', () => {
    const missing = findEvidence('hover').filter(({ word }) => !hasHover(word));
    expect(missing).toEqual([]);
  });

  it('have a log or a quoted line for each symptom', () => {
    const known = provokedLogs.map(({ file }) => file.split('.')[0]);
    // What needs hardware or old files to be provoked is quoted line by line.
    const quoted = readFileSync(join(root, 'test/app/symptoms/find-symptoms.test.ts'), 'utf8');
    const missing = findEvidence('symptom').filter(
      ({ id }) => !known.includes(id) && !quoted.includes(`['${id}', `),
    );
    expect(missing).toEqual([]);
  });

  it('have tests that exist under their title', () => {
    for (const { file, title } of findEvidence('feature')) {
      const path = join(root, file);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      expect([file, text.includes(`'${title}'`)]).toEqual([file, true]);
    }
  });

  it('leave nothing of the linter for later', () => {
    const later = points.filter(({ evidence }) => evidence.some(({ kind }) => kind === 'planned'));
    expect(later.filter(({ evidence }) => evidence.some(({ kind }) => kind === 'rule'))).toEqual(
      [],
    );
    expect(later.length).toBeLessThanOrEqual(8);
  });

  it('are all on the generated page, each with its links', async () => {
    const [page] = await generateSeedsPage();
    const rows = page?.text.split('\n').filter((line) => /^\| (?!Point|---)/.test(line)) ?? [];
    expect(rows).toHaveLength(points.length);
    points.forEach(({ point, evidence }, index) => {
      const row = rows[index] ?? '';
      expect(row.startsWith(`| ${point.replaceAll('|', '\\|')} |`)).toBe(true);
      for (const one of evidence)
        if (one.kind === 'rule') expect(row).toContain(`(rules/${one.id}.md)`);
    });
  });
});
