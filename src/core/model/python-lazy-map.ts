/** A map whose values are made when they are asked for. Keys are there from the start. */
export class LazyMap<Value> implements ReadonlyMap<string, Value> {
  readonly #keys: ReadonlySet<string>;
  readonly #read: (key: string) => Value;

  /** `read` is called each time: it has to remember what it made. */
  constructor(keys: Iterable<string>, read: (key: string) => Value) {
    this.#keys = new Set(keys);
    this.#read = read;
  }

  get size(): number {
    return this.#keys.size;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  get(key: string): Value | undefined {
    return this.#keys.has(key) ? this.#read(key) : undefined;
  }

  keys(): MapIterator<string> {
    return this.#keys.values();
  }

  *values(): MapIterator<Value> {
    for (const key of this.#keys) yield this.#read(key);
  }

  *entries(): MapIterator<[string, Value]> {
    for (const key of this.#keys) yield [key, this.#read(key)];
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }
}
