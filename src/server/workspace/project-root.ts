import type { Finding } from '../../core/base/finding.ts';
import { isFileError } from '../../core/base/file-error.ts';
import { LineIndex } from '../../core/base/line-index.ts';
import { findMentions } from '../../core/ide/find-mentions.ts';
import type { Mention } from '../../core/ide/mention.ts';
import { isCheckedName, isTooLarge } from '../../core/model/file-names.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { Places } from '../convert/to-lsp.ts';
import {
  defaultSettings,
  type EditorSettings,
  type LintParts,
  type RootLinter,
  type ThreadLinter,
} from './lint-parts.ts';

/** What an editor has open, saved or not. */
export interface OpenText {
  readonly text: string;
  readonly version: number;
}

/** The result of linting a root once. */
export interface LintedRoot extends Places {
  /** Versions of the open documents that were linted. */
  readonly versions: ReadonlyMap<string, number>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** The text that was linted; undefined for a file that is not there. */
  readonly findText: (file: string) => string | undefined;
  /** A file's text after all safe fixes; undefined if they change nothing. */
  readonly fixAll: (file: string) => Awaitable<string | undefined>;
  /** The texts of all files that safe fixes change, after them. */
  readonly fixWorkspace: () => Awaitable<ReadonlyMap<string, string>>;
  /** Paths in a file that lead to another one. */
  readonly listPaths: (file: string) => Awaitable<Iterable<Mention>>;
  /** Words at a place that can be explained or followed, the narrowest first. */
  readonly findMentions: (file: string, offset: number) => Awaitable<readonly Mention[]>;
  /** What hovers leave to other extensions. */
  readonly unexplained: EditorSettings['unexplained'];
  /** Offset of the line before which a comment silences the finding. */
  readonly findSuppressionLine: (finding: Finding) => Awaitable<number | undefined>;
}

type Awaitable<Value> = Value | Promise<Value>;

export interface ProjectRootOptions {
  readonly parts: LintParts;
  /** Absolute path; undefined for a document that belongs to no folder. */
  readonly folder: string | undefined;
  readonly toUri: (file: string) => string;
  /** The folder could not be read, and not because it is gone or may not be read. */
  readonly onError: (error: unknown) => void;
}

const defaultLoadDeadline = 30_000;
/** Milliseconds of work between two chances for others. */
const turn = 20;
/** Milliseconds that somebody who points at a word waits for an answer. */
const soon = 100;
/** Characters of checked files that may be read in this thread: a model is built in one piece. */
const longestHere = 128 * 1024;
const emptySnapshot: Snapshot = { files: new Map(), isPartial: true, environment: new Map() };

/** One root: what is on the disk, with what is open in the editor laid over it, linted at most once for each state. */
export class ProjectRoot {
  readonly folder: string | undefined;
  readonly #options: ProjectRootOptions;
  #linter: RootLinter;
  #thread: ThreadLinter | undefined;
  readonly #overlays = new Map<string, OpenText>();
  readonly #closing = new AbortController();
  #settings: EditorSettings = defaultSettings;
  #disk: Promise<Snapshot> | undefined;
  /** Grows with every change, so that a result can be told from one of a former state. */
  #generation = 0;
  #linted: { readonly generation: number; readonly result: LintedRoot } | undefined;
  #running: Promise<LintedRoot> | undefined;
  #lastDuration = 0;

  constructor(options: ProjectRootOptions) {
    this.#options = options;
    this.folder = options.folder;
    this.#linter = options.parts.createLinter();
  }

  /** The URI of a path in the root. */
  toUri(file: string): string {
    return this.#options.toUri(file);
  }

  /** Milliseconds that the last lint took; 0 before the first. */
  get lastDuration(): number {
    return this.#lastDuration;
  }

  /** An open document's text, or undefined once it is closed. */
  setOverlay(file: string, open: OpenText | undefined): void {
    const former = this.#overlays.get(file);
    if (former?.text === open?.text && former?.version === open?.version) return;
    if (open === undefined) this.#overlays.delete(file);
    else this.#overlays.set(file, open);
    this.#change();
  }

  setSettings(settings: EditorSettings): void {
    this.#settings = settings;
    this.#change();
  }

  /** Forgets what was read from the disk. */
  reload(): void {
    this.#disk = undefined;
    this.#change();
  }

  /** The findings of the present state; changes that come in while it works are taken in. */
  lint(): Promise<LintedRoot> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** The same for a request that cannot wait: undefined where the findings are not there soon. */
  async lintSoon(): Promise<LintedRoot | undefined> {
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), soon);
    return Promise.race([this.lint(), late.promise]).finally(() => clearTimeout(timer));
  }

  close(): void {
    this.#closing.abort();
    this.#thread?.close();
  }

  #change(): void {
    this.#generation += 1;
    this.#thread?.stop();
  }

  async #run(): Promise<LintedRoot> {
    for (;;) {
      if (this.#linted?.generation === this.#generation) return this.#linted.result;
      this.#disk ??= this.#load();
      const generation = this.#generation;
      const disk = await this.#disk;
      await untilInputIsRead();
      if (generation === this.#generation) await this.#lintInTurns(disk);
    }
  }

  async #load(): Promise<Snapshot> {
    const { folder, parts, onError } = this.#options;
    if (folder === undefined) return emptySnapshot;
    const closing = this.#closing.signal;
    const timeout = AbortSignal.timeout(parts.loadDeadline ?? defaultLoadDeadline);
    try {
      return await parts.load(folder, AbortSignal.any([closing, timeout]));
    } catch (error) {
      // What is open in the editor is linted all the same.
      if (!closing.aborted && !isFileError(error)) onError(error);
      return emptySnapshot;
    }
  }

  /** Gives up as soon as something changes: the result would be of no use. */
  async #lintInTurns(disk: Snapshot): Promise<void> {
    const generation = this.#generation;
    const settings = this.#settings;
    let resumed = performance.now();
    const snapshot = this.#toSnapshot(disk);
    const thread = this.#findThread(snapshot);
    if (thread !== undefined && settings.enable) {
      const findings = await this.#lintInThread(thread, snapshot, settings);
      if (findings === undefined || generation !== this.#generation) return;
      this.#linted = { generation, result: this.#toResult(snapshot, settings, findings) };
      this.#lastDuration = performance.now() - resumed;
      return;
    }
    const steps = settings.enable ? this.#linter.lint(snapshot, settings) : nothing();
    let worked = 0;
    for (;;) {
      const step = steps.next();
      const now = performance.now();
      if (step.done === true) {
        this.#linted = { generation, result: this.#toResult(snapshot, settings, step.value) };
        this.#lastDuration = worked + now - resumed;
        return;
      }
      if (now - resumed < turn) continue;
      worked += now - resumed;
      await untilInputIsRead();
      if (generation !== this.#generation) return;
      resumed = performance.now();
    }
  }

  /** The thread for a root that is too much for this one; there is none where it is not, or any more. */
  #findThread({ files }: Snapshot): ThreadLinter | undefined {
    let length = 0;
    for (const [file, text] of files) if (isCheckedName(file)) length += text?.length ?? 0;
    const { parts } = this.#options;
    if (length <= longestHere || this.#closing.signal.aborted) {
      this.#thread?.close();
      this.#thread = undefined;
    } else if (this.#thread === undefined) {
      this.#thread = parts.createLintThread?.();
      // What this thread has read would only take memory.
      if (this.#thread !== undefined) this.#linter = parts.createLinter();
    }
    return this.#thread;
  }

  /** A thread that failed is not asked again. */
  async #lintInThread(
    thread: ThreadLinter,
    snapshot: Snapshot,
    settings: EditorSettings,
  ): Promise<readonly Finding[] | undefined> {
    try {
      return await thread.lint(snapshot, settings);
    } catch (error) {
      if (this.#thread === thread) this.#thread = undefined;
      thread.close();
      throw error;
    }
  }

  #toResult(snapshot: Snapshot, settings: EditorSettings, all: readonly Finding[]): LintedRoot {
    const linter = this.#thread ?? toAnswers(this.#linter, snapshot, settings);
    const { files } = snapshot;
    const findings = Map.groupBy(all, ({ at }) => at.file);
    const indexes = new Map<string, LineIndex>();
    return {
      versions: new Map([...this.#overlays].map(([file, { version }]) => [file, version])),
      findings,
      toUri: (file) => this.toUri(file),
      findText: (file) => files.get(file),
      lines: (file) => {
        const index = indexes.get(file) ?? new LineIndex(files.get(file) ?? '');
        indexes.set(file, index);
        return index;
      },
      fixAll: (file) => linter.fixAll(file),
      fixWorkspace: () => linter.fixWorkspace(),
      listPaths: (file) => linter.listPaths(file),
      findMentions: (file, offset) => linter.findMentions(file, offset),
      unexplained: settings.unexplained,
      findSuppressionLine: (finding) => linter.findSuppressionLine(finding),
    };
  }

  /** What is open counts instead of the disk; what is too large is not looked at, wherever it is. */
  #toSnapshot(disk: Snapshot): Snapshot {
    const files = new Map(disk.files);
    const largeFiles = new Set(disk.largeFiles);
    for (const [file, { text }] of this.#overlays) {
      const isLarge = isTooLarge(file, text.length);
      files.set(file, isLarge ? undefined : text);
      if (isLarge && isCheckedName(file)) largeFiles.add(file);
      else largeFiles.delete(file);
    }
    return { ...disk, files, largeFiles };
  }
}

type Answers = Pick<
  LintedRoot,
  'fixAll' | 'fixWorkspace' | 'listPaths' | 'findMentions' | 'findSuppressionLine'
>;

function toAnswers(linter: RootLinter, snapshot: Snapshot, settings: EditorSettings): Answers {
  return {
    fixAll: (file) => linter.fixAll(snapshot, settings, file),
    fixWorkspace: () => linter.fixWorkspace(snapshot, settings),
    listPaths: (file) => linter.listPaths(snapshot, file),
    findMentions: (file, offset) => findMentions(linter.listMentions(snapshot, file), offset),
    findSuppressionLine: (finding) => linter.findSuppressionLine(snapshot, finding),
  };
}

function* nothing(): Generator<void, readonly Finding[]> {
  yield;
  return [];
}

/** Lets the event loop hand over messages that have already arrived, so that a burst of keystrokes is linted once. */
async function untilInputIsRead(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
