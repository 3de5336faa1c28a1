import { expect, it } from 'vitest';
import { findPlaces } from '../../../src/client/documents/find-places.ts';

it('finds files with their lines where a page names them, and only there', () => {
  const page = [
    'Findings',
    '  docker/Dockerfile:12  No torch.  (project/require-package)',
    '    at src/train.py:3',
    '    at /usr/lib/python3/site.py:9',
    '    > connect to db:5432 failed',
    '  ../../etc/passwd:1',
    '  a/../../b:2',
  ].join('\n');
  const found = findPlaces(page);
  expect(found.map(({ file, line }) => `${file} ${line}`)).toEqual([
    'docker/Dockerfile 12',
    'src/train.py 3',
  ]);
  expect(found.map(({ start, end }) => page.slice(start, end))).toEqual([
    'docker/Dockerfile:12',
    'src/train.py:3',
  ]);
});
