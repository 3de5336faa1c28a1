/** Values that one side pushes and another iterates. */
export class Channel<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #fault: { readonly error: unknown } | undefined;
  #isOver = false;
  #wake: (() => void) | undefined;

  push(value: T): void {
    if (this.#isOver) return;
    this.#values.push(value);
    this.#wake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#fault = { error };
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const [value] = this.#values.splice(0, 1);
      if (value !== undefined) {
        yield value;
        continue;
      }
      if (this.#fault !== undefined) throw this.#fault.error;
      if (this.#isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
