import type { ProjectRoot } from './project-root.ts';

/** Milliseconds a lint may take and still be run after each keystroke. */
const quick = 150;
/** A lint gives way to the next change by itself, so a short pause is enough. */
const longestWait = 50;

/**
 * Runs something for a root after its changes: at once where linting is quick, after a pause where it is not. Changes that
 * come in while a lint runs are taken in by the root itself, so a burst of them is linted once or twice.
 */
export class LintSchedule {
  readonly #run: (root: ProjectRoot) => Promise<void>;
  readonly #waiting = new Map<ProjectRoot, () => void>();

  /** `run` must not reject. */
  constructor(run: (root: ProjectRoot) => Promise<void>) {
    this.#run = run;
  }

  request(root: ProjectRoot): void {
    this.cancel(root);
    const start = (): void => {
      this.#waiting.delete(root);
      void this.#run(root);
    };
    if (root.lastDuration < quick) {
      const turn = setImmediate(start);
      this.#waiting.set(root, () => clearImmediate(turn));
    } else {
      const timer = setTimeout(start, Math.min(longestWait, root.lastDuration));
      this.#waiting.set(root, () => clearTimeout(timer));
    }
  }

  cancel(root: ProjectRoot): void {
    this.#waiting.get(root)?.();
    this.#waiting.delete(root);
  }

  dispose(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
