import { expect, it } from 'vitest';
import { localizeRows } from '../../../src/app/tracking/localize-rows.ts';
import type { ViewNode } from '../../../src/app/view-node.ts';

const row = (kind: string, label: string, below: readonly ViewNode[] = []): ViewNode => ({
  id: label,
  kind,
  label,
  icon: 'x',
  context: [],
  ...(below.length === 0 ? {} : { children: () => Promise.resolve(below) }),
});

it('translates phrases of ours at every depth, and no name out of a store', async () => {
  const rows = [
    row('experiment', 'Artifacts', [row('group', 'Artifacts'), row('more', 'Load more')]),
  ];
  const [found] = localizeRows(rows, (message) => `<${message}>`);
  expect(found?.label).toBe('Artifacts');
  const below = await found?.children?.(new AbortController().signal);
  expect(below?.map(({ label }) => label)).toEqual(['<Artifacts>', '<Load more>']);
});
