/** A way in which MLflow goes wrong in containers, and what Drydock makes of it. */
export interface MlflowFailure {
  readonly id: string;
  /** What one sees. */
  readonly sees: string;
  /** Rules that find it in the files. */
  readonly rules: readonly string[];
  /** Symptoms by which a post-mortem knows it. */
  readonly symptoms: readonly string[];
  /** Why files do not show it, or what else there is to say. */
  readonly note?: string;
}
