/** Time as the use cases see it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970 on this machine. Never compared with an engine's times, which have a clock of their own. */
  now(): number;
  /** Resolves after the milliseconds; rejects with the signal's reason when aborted, leaving no timer behind. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
