import type { Clock } from '../../src/ports/clock.ts';

interface Sleeper {
  readonly at: number;
  resolve(): void;
}

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  /** Waits that nobody has ended yet. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + milliseconds, resolve };
      this.#sleepers.push(sleeper);
      const onAbort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason as Error);
      };
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Lets time pass, and everything that waited for it run. */
  async pass(milliseconds: number): Promise<void> {
    await settle();
    this.#now += milliseconds;
    const due = this.#sleepers.filter(({ at }) => at <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    for (const sleeper of due) sleeper.resolve();
    await settle();
  }
}

/** Lets all that waits for nothing but its turn run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
