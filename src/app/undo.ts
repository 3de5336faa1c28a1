type Step = () => Promise<void>;

/** What must be done to leave nothing behind, last made first removed. Each step runs once, and one that fails stops no other. */
export class Undo {
  readonly #steps = new Map<string, Step>();

  /** `name` tells steps apart; the thing's id does. */
  add(name: string, step: Step): void {
    this.#steps.set(name, step);
  }

  /** Gives a step the name that is only known now. */
  rename(from: string, to: string): void {
    const step = this.#steps.get(from);
    if (step === undefined) return;
    this.#steps.delete(from);
    this.#steps.set(to, step);
  }

  /** Leaves out a step that has become needless. */
  forget(name: string): void {
    this.#steps.delete(name);
  }

  /** Does one step ahead of the others. */
  async runNow(name: string): Promise<void> {
    const step = this.#steps.get(name);
    this.#steps.delete(name);
    await step?.();
  }

  /** Does what is left. Failures are not told: whatever stays behind is found by its labels. */
  async run(): Promise<void> {
    const steps = [...this.#steps.values()].toReversed();
    this.#steps.clear();
    for (const step of steps) await step().catch(() => undefined);
  }
}
