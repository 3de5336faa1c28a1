import { expect, it } from 'vitest';
import { inEnglish } from '../../src/app/localize.ts';

it('inEnglish fills each slot once, and takes no slot from a value', () => {
  expect(inEnglish('{0} of {1} running', 1, 3)).toBe('1 of 3 running');
  expect(inEnglish('used by {0}', '{1}$&')).toBe('used by {1}$&');
  expect(inEnglish('{0} and {2}', 'a')).toBe('a and {2}');
});
