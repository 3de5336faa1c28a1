import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds without a message after which memory is given back. */
const quiet = 1000;
/** Bytes of memory, the program's own included, that are not worth the pause. */
const small = 90_000_000;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives the memory of a burst of keystrokes back once they have ended. The engine keeps it for the next burst, which in an editor
 * with many servers is too long.
 */
export class MemoryRelease {
  #timer: NodeJS.Timeout | undefined;
  #collect: Collect | undefined;

  /** To be called at the end of each piece of work. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#release(), quiet).unref();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #release(): void {
    if (process.memoryUsage.rss() < small) return;
    if (this.#collect === undefined) {
      setFlagsFromString('--expose-gc');
      this.#collect = runInNewContext('gc') as Collect;
    }
    this.#collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }
}
