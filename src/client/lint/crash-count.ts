/** So many crashes within the window mean that the next start would crash too. */
const maxCrashes = 4;
/** Milliseconds. */
const crashWindow = 3 * 60_000;

/** Decides whether a server that crashed is started again. */
export class CrashCount {
  #crashes: readonly number[] = [];

  /** Counts one more crash; `now` in milliseconds. */
  mayRestart(now: number): boolean {
    this.#crashes = [...this.#crashes.filter((time) => now - time < crashWindow), now];
    return this.#crashes.length < maxCrashes;
  }
}
