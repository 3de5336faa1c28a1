import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { symptoms } from '../../src/app/symptoms/symptoms.data.ts';
import { mlflowFailures } from '../../src/build/mlflow/mlflow-failures.data.ts';
import { rules } from '../../src/core/rules/index.ts';
import { lintFiles } from '../support/lint-files.ts';
import { readMarks } from '../support/read-marks.ts';

interface FailureCase {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  /** What to replace so that the failure is gone. */
  readonly mends: readonly (readonly [before: string, after: string])[];
}

const cases = readCases(
  readFileSync(join(import.meta.dirname, '../fixtures/mlflow-failures.txt'), 'utf8'),
);
const seen = mlflowFailures.filter(({ rules: ids }) => ids.length > 0);

describe('the failures of MLflow', () => {
  it('name rules and symptoms that there are, each failure once', () => {
    const known = new Set(rules.map(({ id }) => id as string));
    const told = new Set(symptoms.map(({ id }) => id));
    for (const { rules: ids, symptoms: lines, note } of mlflowFailures) {
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
      expect(lines.filter((id) => !told.has(id))).toEqual([]);
      expect(ids.length + lines.length > 0 || note !== undefined).toBe(true);
    }
    const ids = mlflowFailures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('that files show have a project each', () => {
    expect(cases.map(({ id }) => id).toSorted()).toEqual(seen.map(({ id }) => id).toSorted());
  });

  it.each(seen.map(({ id, rules: ids }) => ({ id, ids })))(
    'are found in a project and gone when it is mended: $id',
    ({ id, ids }) => {
      const found = cases.find((one) => one.id === id);
      if (found === undefined) throw new Error(`No project shows "${id}".`);
      expect(findRules(found.files).filter((rule) => ids.includes(rule))).not.toEqual([]);
      expect(findRules(mend(found)).filter((rule) => ids.includes(rule))).toEqual([]);
    },
  );
});

function findRules(files: Readonly<Record<string, string>>): readonly string[] {
  return lintFiles(files).map(({ rule }) => rule);
}

function mend({ files, mends }: FailureCase): Readonly<Record<string, string>> {
  const texts = Object.entries(files).map(([path, text]) => {
    const mended = mends.reduce(
      (now, [before, after]) => now.replaceAll(before, () => after),
      text,
    );
    return [path, mended] as const;
  });
  return Object.fromEntries(texts);
}

/** `=== id`, a project, then pairs of lines `>>> before` and `<<< after`. */
function readCases(text: string): readonly FailureCase[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [id = '', ...lines] = part.split('\n');
      const body = lines.filter((line) => !/^(?:>>>|<<<) ?/.test(line)).join('\n');
      const pick = (mark: string): readonly string[] =>
        lines
          .filter((line) => line.startsWith(mark))
          .map((line) => line.slice(4).replaceAll(String.raw`\n`, '\n'));
      const after = pick('<<<');
      const mends = pick('>>>').map((before, index) => [before, after[index] ?? ''] as const);
      return { id, files: readMarks(body, 'compose.yaml').files, mends };
    });
}
