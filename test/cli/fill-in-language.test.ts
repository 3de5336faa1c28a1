import { describe, expect, it } from 'vitest';
import {
  fillIn,
  fillInLanguage,
  groupBy,
  iteratorMethods,
  withResolvers,
} from '../../src/cli/fill-in-language.ts';

/** A sequence that has nothing but what is filled in. */
class Plain {
  readonly #items: readonly number[];
  constructor(items: readonly number[]) {
    this.#items = items;
  }
  [Symbol.iterator]() {
    return this.#items[Symbol.iterator]();
  }
}
fillIn(Plain.prototype, iteratorMethods);

type Sequence = ReturnType<number[]['values']>;
const of = (items: readonly number[]): Sequence => new Plain(items) as unknown as Sequence;
const isEven = (item: number): boolean => item % 2 === 0;

/** Each is done to what is filled in and to what Node has itself. */
const uses: readonly [string, (sequence: Sequence) => unknown][] = [
  ['map', (sequence) => Array.from(sequence.map((item, index) => item * 10 + index))],
  ['filter', (sequence) => Array.from(sequence.filter(isEven))],
  ['flatMap', (sequence) => Array.from(sequence.flatMap((item) => [item, -item]))],
  ['take', (sequence) => Array.from(sequence.take(2))],
  ['drop', (sequence) => Array.from(sequence.drop(2))],
  ['every', (sequence) => sequence.every(isEven)],
  ['some', (sequence) => sequence.some(isEven)],
  ['find', (sequence) => sequence.find(isEven)],
  ['reduce', (sequence) => sequence.reduce((sum, item) => sum - item)],
  ['reduce from a start', (sequence) => sequence.reduce((sum, item) => sum + String(item), '')],
  ['toArray', (sequence) => sequence.toArray()],
  [
    'forEach',
    (sequence) => {
      const seen: number[] = [];
      sequence.forEach((item, index) => seen.push(item, index));
      return seen;
    },
  ],
];

describe('what old Nodes lack', () => {
  it.each(uses)('%s does what newer ones do', (_, use) => {
    for (const items of [[3, 4, 6], [1], [2, 2]])
      expect(use(of(items))).toEqual(use(items.values()));
  });

  it('is left alone where it is there', () => {
    const before = [Map.groupBy, Object.getOwnPropertyDescriptor(Promise, 'withResolvers')];
    fillInLanguage();
    expect([Map.groupBy, Object.getOwnPropertyDescriptor(Promise, 'withResolvers')]).toEqual(
      before,
    );
  });

  it('groups and waits like newer ones', async () => {
    expect(groupBy([1, 2, 3], (item) => Number(item) % 2)).toEqual(
      Map.groupBy([1, 2, 3], (item) => item % 2),
    );
    const pending = withResolvers() as PromiseWithResolvers<number>;
    pending.resolve(1);
    expect(await pending.promise).toBe(1);
  });
});
