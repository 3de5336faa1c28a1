import { describe, expect, it } from 'vitest';
import { folderOf, joinPath, nameOf, relativeTo } from '../../../src/core/base/project-path.ts';

describe('paths of a project', () => {
  it.each([
    ['', '.', ''],
    ['', './a//b/', 'a/b'],
    ['a/b', '../c', 'a/c'],
    ['a', '..', ''],
    ['a', 'b\\c', 'a/b/c'],
    ['a', '../../c', undefined],
    ['a', '/etc', undefined],
    ['a', '~/x', undefined],
    ['a', 'C:\\x', undefined],
    ['a', '', 'a'],
  ])('are joined: %j and %j', (folder, path, expected) => {
    expect(joinPath(folder, path)).toBe(expected);
  });

  it('have a folder and a name', () => {
    expect([folderOf('a/b/c'), folderOf('c'), nameOf('a/b/c'), nameOf('c')]).toEqual([
      'a/b',
      '',
      'c',
      'c',
    ]);
  });

  it.each([
    ['', 'a/b', 'a/b'],
    ['a', 'a/b', 'b'],
    ['a', 'a', ''],
    ['a', 'ab/c', undefined],
  ])('are seen from %j: %s', (folder, path, expected) => {
    expect(relativeTo(folder, path)).toBe(expected);
  });
});
