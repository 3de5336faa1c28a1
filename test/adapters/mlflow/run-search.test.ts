import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRunFilter } from '../../../src/adapters/mlflow/search/parse-run-filter.ts';
import { parseRunOrder } from '../../../src/adapters/mlflow/search/parse-run-order.ts';
import { searchRuns } from '../../../src/adapters/mlflow/search/search-runs.ts';
import { TrackingError } from '../../../src/ports/tracking-store.ts';
import { fakeRun } from '../../support/fake-tracking-store.ts';

describe('The filter of runs', () => {
  it.each([
    ['', []],
    ['metrics.loss<0.5', [['metric', 'loss', '<', 0.5]]],
    ['metric."val/loss" >= -1e-3', [['metric', 'val/loss', '>=', -0.001]]],
    ['params.`a b.c` = "it\'s"', [['param', 'a b.c', '=', "it's"]]],
    ["status != 'FAILED'", [['attribute', 'status', '!=', 'FAILED']]],
    ['created > 5', [['attribute', 'start_time', '>', 5]]],
    [
      'tags.x IS NULL AND tag.y is not null',
      [
        ['tag', 'x', 'IS NULL'],
        ['tag', 'y', 'IS NOT NULL'],
      ],
    ],
    ["run_id IN ('a', 'b')", [['attribute', 'run_id', 'IN', 'a', 'b']]],
    ["dataset.name NOT IN ('a')", [['dataset', 'name', 'NOT IN', 'a']]],
  ])('reads %s', (text, expected) => {
    const read = parseRunFilter(text).map(({ entity, key, operator, values }) => [
      entity,
      key,
      operator,
      ...values,
    ]);
    expect(read).toEqual(expected);
  });

  it.each([
    'params.lr < 0.1',
    "metrics.loss = 'low'",
    "metrics.loss LIKE '1%'",
    'metrics.loss < 1 OR metrics.loss > 2',
    "nothing.known = 'x'",
    "dataset.size = 'x'",
    "status = 'x",
    'status',
    'metrics.loss < 1 and',
    "run_id IN ('a'",
    '! = 1',
  ])('rejects %s', (text) => {
    expect(() => parseRunFilter(text)).toThrow(expect.objectContaining({ failure: 'bad-query' }));
  });

  it('fails on any text with bad-query only', () => {
    const words = [
      'metrics.a',
      'params.b',
      '=',
      '<',
      "'x'",
      '1',
      'and',
      'IN',
      '(',
      ')',
      ',',
      '"',
      '!',
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (filter) => {
        try {
          parseRunFilter(filter);
        } catch (error) {
          expect(error).toBeInstanceOf(TrackingError);
        }
      }),
    );
  });

  it('matches LIKE patterns without running away', () => {
    const run = fakeRun({ id: 'a', name: 'a'.repeat(5000) });
    const filter = parseRunFilter(`run_name LIKE '${'%a'.repeat(1000)}%b'`);
    expect(searchRuns([run], filter, [])).toEqual([]);
  });
});

describe('The order of runs', () => {
  const runs = [
    fakeRun({ id: 'nan', metrics: [{ key: 'm', value: Number.NaN, step: 0, timestamp: 0 }] }),
    fakeRun({ id: 'low', metrics: [{ key: 'm', value: 1, step: 0, timestamp: 0 }] }),
    fakeRun({ id: 'none' }),
    fakeRun({ id: 'high', metrics: [{ key: 'm', value: 2, step: 0, timestamp: 0 }] }),
  ];

  it.each([
    ['metrics.m', ['low', 'high', 'nan', 'none']],
    ['metrics.m DESC', ['high', 'low', 'nan', 'none']],
    ['attributes.run_id ASC', ['high', 'low', 'nan', 'none']],
  ])('is by %s with NaN and then missing values last', (clause, expected) => {
    const ids = searchRuns(runs, [], parseRunOrder([clause])).map(({ id }) => id);
    expect(ids).toEqual(expected);
  });

  it.each(['metrics.m SIDEWAYS', 'metrics.m ASC more', '', 'dataset.name'])(
    'cannot be %j',
    (text) => {
      expect(() => parseRunOrder([text])).toThrow(
        expect.objectContaining({ failure: 'bad-query' }),
      );
    },
  );
});
