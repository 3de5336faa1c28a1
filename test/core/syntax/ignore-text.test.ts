import { describe, expect, it } from 'vitest';
import { findDecidingPattern, parseIgnoreText } from '../../../src/core/syntax/ignore-text.ts';

function isSent(text: string, path: string): boolean {
  const pattern = findDecidingPattern(parseIgnoreText('.dockerignore', text), path);
  return pattern === undefined || pattern.isNegated;
}

describe('a .dockerignore', () => {
  it.each([
    ['node_modules', 'node_modules/a/b.js'],
    ['node_modules/', 'node_modules/a.js'],
    ['/src', 'src/a.py'],
    ['*.md', 'README.md'],
    ['**/*.pyc', 'a/b/c.pyc'],
    ['**/*.pyc', 'c.pyc'],
    ['a/**', 'a/b/c'],
    ['a/*/c', 'a/b/c'],
    ['temp?', 'temp1'],
    ['*', 'a/b'],
    ['**', 'a/b'],
    ['./a/../b', 'b'],
    ['[a-c].txt', 'b.txt'],
    ['  spaced  ', 'spaced'],
    ['\\#x', '#x'],
    ['!a\na', 'a'],
    ['*\n!a\na/secret', 'a/secret/b'],
    ['.env*', '.env.local'],
  ])('with %j keeps %s out', (text, path) => {
    expect(isSent(text, path)).toBe(false);
  });

  it.each([
    ['node_modules', 'a/node_modules/b.js'],
    ['*.md', 'docs/README.md'],
    ['a/**', 'a'],
    ['a/*/c', 'a/c'],
    ['# a', 'a'],
    ['', 'a'],
    ['*\n!src', 'src/a.py'],
    ['*\n!src/**', 'src/a.py'],
    ['*\n!**/requirements.txt', 'a/requirements.txt'],
    ['temp?', 'temp12'],
    ['[', '['],
    ['a.b', 'axb'],
    ['.', 'a'],
    ['/', 'a'],
  ])('with %j lets %s through', (text, path) => {
    expect(isSent(text, path)).toBe(true);
  });

  it('names the pattern that decides', () => {
    const text = '# c\n*\n!src\nsrc/data # no comment here\nsrc/data\r\n';
    const pattern = findDecidingPattern(parseIgnoreText('x', text), 'src/data/a.csv');
    expect([pattern?.text, text.slice(pattern?.at.start, pattern?.at.end)]).toEqual([
      'src/data',
      'src/data',
    ]);
    expect(pattern?.at.start).toBe(text.lastIndexOf('src/data'));
  });
});
