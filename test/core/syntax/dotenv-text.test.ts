import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/core/syntax/dotenv-text.ts';

const read = (text: string): Record<string, string | undefined> =>
  Object.fromEntries(parseDotenv('.env', text).items.map(({ name, value }) => [name, value]));

describe('parseDotenv', () => {
  it.each([
    ['A=1', '1'],
    ['A = 1 ', '1'],
    ['export A=1', '1'],
    ['A: 1', '1'],
    ['A=a b # note', 'a b'],
    ['A=a#b', 'a#b'],
    ['A="a # b" # note', 'a # b'],
    ["A='a $B'", 'a $B'],
    ['A="line\\nnext"', 'line\nnext'],
    ['A="one\ntwo"', 'one\ntwo'],
    ['A=', ''],
    ['A', undefined],
    ['\uFEFFA=1', '1'],
    ['A=1\r', '1'],
    ['A=x=y', 'x=y'],
  ])('reads %j', (text, value) => {
    expect(read(text)).toEqual({ A: value });
  });

  it('gives places of names and values', () => {
    const text = '# c\nexport A="b c" # d\nB=1\n';
    const { items } = parseDotenv('.env', text);
    expect(
      items.map(({ nameAt, valueAt }) => [
        text.slice(nameAt.start, nameAt.end),
        text.slice(valueAt.start, valueAt.end),
      ]),
    ).toEqual([
      ['A', '"b c"'],
      ['B', '1'],
    ]);
  });

  it('tells of a line that is no assignment and reads on', () => {
    const { items, problems } = parseDotenv('.env', 'not an item\nA=1\nB="open\nC=2\n');
    expect(items.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(problems.map(({ message }) => message)).toEqual([
      'This line is not "NAME=value".',
      'The quote that begins here is never closed.',
    ]);
  });

  it('reads any text to its end', () => {
    const parts = fc.constantFrom('A', '=', '"', "'", '\n', '\r\n', ' ', '#', '\\', '$', 'export ');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (list) => {
        const text = list.join('');
        const { items, problems } = parseDotenv('.env', text);
        for (const { start, end } of [
          ...items.flatMap(({ nameAt, valueAt }) => [nameAt, valueAt]),
          ...problems.map(({ at }) => at),
        ]) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
