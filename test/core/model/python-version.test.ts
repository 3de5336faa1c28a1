import { describe, expect, it } from 'vitest';
import { parseSpecifiers } from '../../../src/core/syntax/requirements-specifier.ts';
import {
  areDisjoint,
  findPin,
  getRange,
  isAllowed,
} from '../../../src/core/model/python-specifiers.ts';
import { compareVersions, parseVersion } from '../../../src/core/model/python-version.ts';

const version = (text: string) => parseVersion(text)!;
const specifiers = (text: string) => parseSpecifiers(text)!;

describe('versions', () => {
  it('are ordered by all of their parts', () => {
    const ordered = [
      '0.9',
      '1.0.dev1',
      '1.0a1.dev2',
      '1.0a1',
      '1.0b2',
      '1.0rc1',
      '1.0',
      '1.0+abc.5',
      '1.0+5',
      '1.0.post1.dev3',
      '1.0.post1',
      '1.0.1',
      '1.9',
      '1.10',
      '2024.1',
      '1!0.1',
    ].map(version);
    for (const [a, left] of ordered.entries()) {
      for (const [b, right] of ordered.entries()) {
        expect(Math.sign(compareVersions(left, right)), `${left.text} ${right.text}`).toBe(
          Math.sign(a - b),
        );
      }
    }
  });

  it.each([
    ['1.0', '1.0.0'],
    ['v1.0', '1'],
    ['1.0-1', '1.0.post1'],
    ['1.0c2', '1.0rc2'],
    ['1.0_ALPHA.3', '1.0a3'],
    ['1.0+ubuntu-1', '1.0+Ubuntu.1'],
  ])('%s is %s', (a, b) => {
    expect(compareVersions(version(a), version(b))).toBe(0);
  });

  it.each(['', 'abc', '1..0', '1.0+', '1.0.*', '>=1', '1-2-3'])('%j is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

describe('specifiers', () => {
  it.each([
    ['==1.0', '1.0.0', true],
    ['==1.0', '1.0+cu121', true],
    ['==1.0+cu121', '1.0', false],
    ['==1.2.*', '1.2.9', true],
    ['==1.2.*', '1.20', false],
    ['!=1.2.*', '1.2.9', false],
    ['~=1.4.2', '1.4.9', true],
    ['~=1.4.2', '1.5', false],
    ['~=2.14', '2.22.1', true],
    ['<2.0', '2.0rc1', false],
    ['<2.0rc2', '2.0rc1', true],
    ['>1.7', '1.7.0.post1', false],
    ['>1.7', '1.7+local', false],
    ['>1.7.post1', '1.7.post2', true],
    ['>1.0a1', '1.0.post1', true],
    ['>=2,<3,!=2.14.1', '2.14.1', false],
    ['>=2,<3,!=2.14.1', '2.14.2', true],
    ['===1.0', '1.0.0', false],
    ['>=1!0', '2024.1', false],
    ['', '1', true],
  ])('%s on %s: %s', (limits, text, expected) => {
    expect(isAllowed(version(text), specifiers(limits))).toBe(expected);
  });

  it('give a range, as tight as they are', () => {
    const { minimum, maximum } = getRange(specifiers('>=1.2,>1.4,<3,<=2.5'));
    expect([minimum?.version.text, minimum?.isInclusive]).toEqual(['1.4', false]);
    expect([maximum?.version.text, maximum?.isInclusive]).toEqual(['2.5', true]);
    expect(getRange(specifiers('~=2.9')).maximum?.version.text).toBe('3');
    expect(getRange(specifiers('==1.26.*')).maximum?.version.text).toBe('1.27');
  });

  it('give a pin only where one version is left', () => {
    expect(findPin(specifiers('==2.9.2'))?.release).toEqual([2, 9, 2]);
    expect(findPin(specifiers('==2.9.*'))).toBeUndefined();
    expect(findPin(specifiers('>=2.9'))).toBeUndefined();
  });

  it.each([
    ['>=2,<3', '>=3', true],
    ['>=2,<=3', '>=3', false],
    ['==2.14.1', '>=3.5', true],
    ['>=2.9', '<4', false],
  ])('%s and %s have nothing in common: %s', (a, b, expected) => {
    expect(areDisjoint(getRange(specifiers(a)), getRange(specifiers(b)))).toBe(expected);
  });
});
