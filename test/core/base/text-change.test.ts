import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTextChange } from '../../../src/core/base/text-change.ts';

function apply(before: string, after: string): string {
  const { start, end, insert } = toTextChange(before, after);
  return before.slice(0, start) + insert + before.slice(end);
}

describe('toTextChange', () => {
  it('touches nothing around the change', () => {
    expect(toTextChange('a\nb\nc\n', 'a\nB\nc\n')).toEqual({ start: 2, end: 3, insert: 'B' });
  });

  it('is empty for equal texts', () => {
    expect(toTextChange('same', 'same')).toEqual({ start: 4, end: 4, insert: '' });
  });

  it('never begins or ends between the halves of a line break', () => {
    const { start, end } = toTextChange('a\r\nb', 'a\r\n\r\nb');
    expect([start, end]).not.toContain(2);
    expect(apply('a\r\nb', 'a\r\n\r\nb')).toBe('a\r\n\r\nb');
  });

  it('always makes the one text of the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\r', '\n', '\r\n'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(fc.property(text, text, (before, after) => apply(before, after) === after));
  });
});
