import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateInterpolation,
  parseInterpolation,
  walkVariables,
} from '../../../src/core/syntax/interpolation.ts';

const values: Readonly<Record<string, string>> = { A: 'x', EMPTY: '' };
const evaluate = (text: string) =>
  evaluateInterpolation(parseInterpolation(text), (name) => values[name]);

describe('interpolation', () => {
  it.each([
    ['$A', 'x'],
    ['${A}', 'x'],
    ['$A.b', 'x.b'],
    ['$$A', '$A'],
    ['$$${A}', '$x'],
    ['${A:-d}', 'x'],
    ['${NONE:-d}', 'd'],
    ['${NONE-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${NONE:-}', ''],
    ['${A:+d}', 'd'],
    ['${A+d}', 'd'],
    ['${EMPTY:+d}', ''],
    ['${EMPTY+d}', 'd'],
    ['${NONE+d}', ''],
    ['${A:?no}', 'x'],
    ['${EMPTY?no}', ''],
    ['${NONE:-${A}-${OTHER:-z}}', 'x-z'],
    ['http://${NONE:-localhost:5000}/x', 'http://localhost:5000/x'],
  ])('makes of %s', (text, expected) => {
    expect(evaluate(text)).toEqual({ text: expected, isKnown: true });
  });

  it.each(['$NONE', '${NONE}', '${NONE:?say why}', '${EMPTY:?no}'])(
    'knows that it does not know %s',
    (text) => {
      expect(evaluate(text).isKnown).toBe(false);
    },
  );

  it('leaves an unknown variable as it is written', () => {
    expect(evaluate('a/${NONE:?x}/b').text).toBe('a/${NONE:?x}/b');
  });

  it.each(['$(date)', '${', '${}', '${1}', '${A', '${A!b}', '$', 'a$ b'])(
    'marks %s as broken',
    (text) => {
      expect(parseInterpolation(text).some(({ kind }) => kind === 'broken')).toBe(true);
      expect(evaluate(text).isKnown).toBe(false);
    },
  );

  it('finds nested variables with their places', () => {
    const text = 'a ${B:-${C}} $D';
    const found = [...walkVariables(parseInterpolation(text))];
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      '${B:-${C}}',
      '${C}',
      '$D',
    ]);
    expect(found.map(({ operator, argumentText }) => [operator, argumentText])).toEqual([
      [':-', '${C}'],
      ['', undefined],
      ['', undefined],
    ]);
  });

  it('covers any text with pieces from start to end', () => {
    const parts = fc.constantFrom('$', '{', '}', 'A', ':-', '?', '+', '$$', ' ', '1', '😀');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (list) => {
        const text = list.join('');
        let at = 0;
        for (const { start, end } of parseInterpolation(text)) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(text.length);
      }),
    );
  });
});
