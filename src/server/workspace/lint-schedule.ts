import type { ProjectRoot } from './project-root.ts';

/** Milliseconds a lint may take and still be run after each keystroke. */
const quick = 20;
const longestWait = 300;

/** Runs something for a root a while after its last change: at once where linting is quick, later where it is not. */
export class LintSchedule {
  readonly #run: (root: ProjectRoot) => Promise<void>;
  readonly #timers = new Map<ProjectRoot, NodeJS.Timeout>();

  /** `run` must not reject. */
  constructor(run: (root: ProjectRoot) => Promise<void>) {
    this.#run = run;
  }

  request(root: ProjectRoot): void {
    clearTimeout(this.#timers.get(root));
    const wait = root.lastDuration < quick ? 0 : Math.min(longestWait, 2 * root.lastDuration);
    const timer = setTimeout(() => {
      this.#timers.delete(root);
      void this.#run(root);
    }, wait);
    this.#timers.set(root, timer);
  }

  cancel(root: ProjectRoot): void {
    clearTimeout(this.#timers.get(root));
    this.#timers.delete(root);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
