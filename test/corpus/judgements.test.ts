import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  countAll,
  countByRule,
  toKey,
  type JudgedRepository,
  type Share,
} from '../../src/build/judgements.ts';
import { rules } from '../../src/core/rules/index.ts';

// Who wants to judge anew: `node src/build/precision.ts DATA.jsonl test/corpus/judgements.json`.
const judged = JSON.parse(
  readFileSync(join(import.meta.dirname, 'judgements.json'), 'utf8'),
) as readonly JudgedRepository[];
const shares = countByRule(judged);
const percentOf = ({ right, all }: Share): number => (100 * right) / all;

it('judges each finding of at least 25 repositories once, and names those without any', () => {
  expect(new Set(judged.map(({ id }) => id)).size).toBe(judged.length);
  expect(judged.length).toBeGreaterThanOrEqual(25);
  for (const { id, count, findings } of judged) {
    const keys = findings.map(toKey);
    expect([...new Set(keys)], id).toEqual(keys);
    expect(count, id).toBeGreaterThanOrEqual(keys.length);
    expect(keys.length === 0, id).toBe(count === 0);
  }
});

it('knows every rule, and says why in one sentence', () => {
  const known = new Set([...rules.map(({ id }) => id), 'drydock/syntax']);
  for (const { rule, verdict, why } of judged.flatMap(({ findings }) => findings)) {
    expect(known).toContain(rule);
    expect(['right', 'wrong', 'arguable']).toContain(verdict);
    expect(why).toMatch(/^[A-Z].*[^.]\.$|^[a-z]\S* .*[^.]\.$/);
  }
});

it('holds that at least 95 of 100 warnings and errors are right', () => {
  const all = countAll(shares.values());
  expect(all.all).toBeGreaterThanOrEqual(120);
  expect(percentOf(all)).toBeGreaterThanOrEqual(95);
});

it('holds that no rule is right less often than 80 times in 100', () => {
  for (const [rule, share] of shares) expect(percentOf(share), rule).toBeGreaterThanOrEqual(80);
});
