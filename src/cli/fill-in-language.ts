/**
 * Gives old Nodes what the code uses of newer ones: a machine's own Node may still be 20, and a linter that fails there
 * with a riddle is worse than these lines. What is there already stays.
 */
export function fillInLanguage(): void {
  const iterators: unknown = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
  if (typeof iterators === 'object' && iterators !== null) fillIn(iterators, iteratorMethods);
  fillIn(Map, { groupBy });
  fillIn(Promise, { withResolvers });
}

/** Adds the methods that `target` lacks, hidden from loops like its own. */
export function fillIn(target: object, methods: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(methods)) {
    if (name in target) continue;
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

type Callback<Result> = (item: unknown, index: number) => Result;

/** The whole sequence is read at once; nobody here walks an endless one. */
export const iteratorMethods = {
  map(this: Iterable<unknown>, change: Callback<unknown>) {
    return [...this].map((item, index) => change(item, index)).values();
  },
  filter(this: Iterable<unknown>, isWanted: Callback<unknown>) {
    return [...this].filter((item, index) => isWanted(item, index)).values();
  },
  flatMap(this: Iterable<unknown>, change: Callback<Iterable<unknown>>) {
    return [...this].flatMap((item, index) => [...change(item, index)]).values();
  },
  take(this: Iterable<unknown>, count: number) {
    return [...this].slice(0, count).values();
  },
  drop(this: Iterable<unknown>, count: number) {
    return [...this].slice(count).values();
  },
  every(this: Iterable<unknown>, isSo: Callback<unknown>) {
    return [...this].every((item, index) => isSo(item, index));
  },
  some(this: Iterable<unknown>, isSo: Callback<unknown>) {
    return [...this].some((item, index) => isSo(item, index));
  },
  find(this: Iterable<unknown>, isWanted: Callback<unknown>) {
    return [...this].find((item, index) => isWanted(item, index));
  },
  forEach(this: Iterable<unknown>, visit: Callback<void>) {
    for (const [index, item] of [...this].entries()) visit(item, index);
  },
  reduce(
    this: Iterable<unknown>,
    join: (sum: unknown, item: unknown) => unknown,
    ...start: [] | [unknown]
  ) {
    const items = [...this];
    return start.length === 0 ? items.reduce(join) : items.reduce(join, start[0]);
  },
  toArray(this: Iterable<unknown>) {
    return [...this];
  },
};

export function groupBy(
  items: Iterable<unknown>,
  keyOf: Callback<unknown>,
): Map<unknown, unknown[]> {
  const groups = new Map<unknown, unknown[]>();
  for (const [index, item] of [...items].entries()) {
    const key = keyOf(item, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

export function withResolvers(): object {
  let resolve: ((value: unknown) => void) | undefined;
  let reject: ((reason: unknown) => void) | undefined;
  const promise = new Promise((fulfill, refuse) => {
    resolve = fulfill;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
