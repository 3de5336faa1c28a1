/** A file that `npm run generate` writes and the catalogue tests compare. */
export interface GeneratedFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}
