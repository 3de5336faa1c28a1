import { describe, expect, it } from 'vitest';
import { toDisplayLines, toDisplayText } from '../../../src/core/base/display-text.ts';

describe('Text of strangers', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['two\nlines\tand\u0000more', 'two lines and more'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['safe\u202Efdp.exe', 'safe fdp.exe'],
    ['zero\u200bwidth\ufeff', 'zero width'],
    ['family \u{1F468}\u200d\u{1F469} joined', 'family \u{1F468}\u200d\u{1F469} joined'],
    ['$(bomb) [x](command:evil)', '$(bomb) [x](command:evil)'],
  ])('%j becomes %j', (text, shown) => {
    expect(toDisplayText(text)).toBe(shown);
  });

  it('is cut to 200 characters', () => {
    expect(toDisplayText('a'.repeat(200))).toHaveLength(200);
    const cut = toDisplayText('a'.repeat(1_000_000));
    expect(cut).toHaveLength(200);
    expect(cut.endsWith('…')).toBe(true);
  });

  it('is not cut within a character', () => {
    expect(toDisplayText(`${'a'.repeat(198)}😀😀`)).toBe(`${'a'.repeat(198)}…`);
  });

  it('keeps its line breaks where lines are wanted', () => {
    expect(toDisplayLines('one\r\ntwo\u0007\nthree', 100)).toBe('one\ntwo\nthree');
    expect(toDisplayLines('a\n'.repeat(100), 10)).toHaveLength(10);
  });
});
