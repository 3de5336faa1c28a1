import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/base/finding.ts';
import type { Rule } from '../../src/core/rulekit/define-rule.ts';
import { fixFiles, lintFiles } from './lint-files.ts';
import { readMarks, type Mark } from './read-marks.ts';

export interface RuleCases {
  /** Every finding of the rule is underlined, with its message id. */
  flags(title: string, text: string): void;
  accepts(title: string, text: string): void;
  /** The text after the first fix of each finding. */
  fixes(title: string, before: string, after: string): void;
}

export function describeRule(rule: Rule, define: (cases: RuleCases) => void): void {
  const name = /^(?:dockerfile|python)\//.test(rule.id) ? 'Dockerfile' : 'compose.yaml';
  const find = (
    text: string,
  ): { readonly found: readonly Mark[]; readonly marks: readonly Mark[] } => {
    const { files, marks } = readMarks(text, name);
    return { found: lintFiles(files, [rule]).map((finding) => toMark(rule, finding)), marks };
  };
  describe(rule.id, () => {
    define({
      flags(title, text) {
        it(`flags ${title}`, () => {
          const { found, marks } = find(text);
          expect(marks.length, 'no place is underlined').toBeGreaterThan(0);
          expect(found).toEqual(sort(marks));
        });
      },
      accepts(title, text) {
        it(`accepts ${title}`, () => {
          expect(find(text).found).toEqual([]);
        });
      },
      fixes(title, before, after) {
        it(`fixes ${title}`, () => {
          const { files } = readMarks(before, name);
          const fixed = fixFiles(files, lintFiles(files, [rule]));
          expect(fixed).toEqual(readMarks(after, name).files);
        });
      },
    });
  });
}

function toMark(rule: Rule, { at, message, rule: reporter }: Finding): Mark {
  const id = reporter === rule.id ? findMessageId(rule, message) : `${reporter}: ${message}`;
  return { file: at.file, start: at.start, end: at.end, message: id };
}

/** The id of the message that reads like this one. */
export function findMessageId(rule: Rule, message: string): string {
  const found = Object.entries(rule.messages).find(([, template]) => {
    const parts = template
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join('.*')}$`, 's').test(message);
  });
  return found?.[0] ?? message;
}

function sort(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted((a, b) =>
    a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1,
  );
}
