/** What commands do with editors and files. Paths are absolute. */
export interface Editor {
  /** Shows a file, with the cursor at a zero-based line. */
  openFile(path: string, line?: number): Promise<void>;
  /** Shows a read-only document of ours; `language` is an id of VS Code. The same name replaces what it showed. */
  openText(document: TextPage): Promise<void>;
  /** A document that grows until its source ends or the person closes it. */
  followText(name: string, source: TextSource): Promise<void>;
  /** Shows a file of a volume, read-only. */
  openVolumeFile(volume: string, path: string): Promise<void>;
  /** Shows an artifact of a run, read-only; fails with a sentence for people. */
  openArtifact(place: {
    readonly store: string;
    readonly run: string;
    readonly path: string;
  }): Promise<void>;
  /** Shows the Markdown page in the extension's own folder, such as `media/docs/rules/compose/x.md`. */
  openPage(path: string): Promise<void>;
  /** Shows what would change, file by file; resolves once it is on the screen. */
  preview(title: string, changes: readonly FileChange[]): Promise<void>;
  /** Closes the last preview. */
  closePreview(): Promise<void>;
  /** Makes all changes as one undoable step. False if the editor refused. */
  apply(label: string, changes: readonly FileChange[]): Promise<boolean>;
  openAddress(url: string): Promise<void>;
  copy(text: string): Promise<void>;
  /** Runs a command of VS Code's own. */
  run(command: string, ...args: readonly unknown[]): Promise<void>;
}

export interface TextPage {
  /** A file name with an extension that people would expect. */
  readonly name: string;
  readonly text: string;
}

/** Pieces of text as they come; ends when the signal is aborted at the latest. */
export type TextSource = (signal: AbortSignal) => AsyncIterable<string>;

/** A file's text before and after; `before` is undefined for a new file. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}
