/**
 * The files of one project root at one moment: the only input of the core.
 * Keys are paths relative to the root with `/`; a value is the file's text, or undefined for a file that
 * is there but was not read (binary, large, or of no interest yet: see `findWantedFiles`).
 */
export interface Snapshot {
  readonly files: ReadonlyMap<string, string | undefined>;
  /**
   * Folders outside the root or above the listing's limits are unknown: when true, a rule must not
   * conclude that a path is missing.
   */
  readonly isPartial: boolean;
  /** Variables of the shell that would run Compose; empty where the result has to be the same for everybody. */
  readonly environment: ReadonlyMap<string, string>;
  /** Folders that `files` does not show: empty ones, links, and those that are never listed, such as `.git`. */
  readonly opaqueFolders?: ReadonlySet<string>;
  /** Compose files, Dockerfiles and the like that were not read because they are too large. */
  readonly largeFiles?: ReadonlySet<string>;
  /** Files that are not UTF-8: writing their text back would change bytes that no fix names. */
  readonly foreignFiles?: ReadonlySet<string>;
}
