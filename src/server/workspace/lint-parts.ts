import type { Finding } from '../../core/base/finding.ts';
import type { PresetName, SeverityName } from '../../core/engine/lint-settings.ts';
import type { RuleEntry } from '../../core/ide/language-requests.ts';
import type { Mention, MentionKind } from '../../core/ide/mention.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';

/** What the editor says about linting, for one root. */
export interface EditorSettings {
  readonly enable: boolean;
  /** Undefined leaves it to the project's own settings file. */
  readonly preset: PresetName | undefined;
  /** By rule id, alias or equivalent name. */
  readonly severities: ReadonlyMap<string, SeverityName>;
  /** Patterns of paths about which nothing is said. */
  readonly ignored: readonly string[];
  /** What hovers leave to other extensions. */
  readonly unexplained: ReadonlySet<MentionKind>;
}

export const defaultSettings: EditorSettings = {
  enable: true,
  preset: undefined,
  severities: new Map(),
  ignored: [],
  unexplained: new Set(),
};

/** What the server is built of; `main.ts` gives the real ones. */
export interface LintParts {
  /** Reads one project root from the disk. Rejects if the folder is not there. */
  load(folder: string, signal: AbortSignal): Promise<Snapshot>;
  /** Milliseconds that `load` may take; 30,000 unless given. */
  readonly loadDeadline?: number;
  /** A linter for one root: it remembers what it parsed. */
  createLinter(): RootLinter;
  /** A linter for one root in a thread of its own; without it everything is linted in this one. */
  createLintThread?(): ThreadLinter;
  /** The catalogue. What the engine itself says, such as `drydock/syntax`, is not in it. */
  readonly rules: readonly RuleEntry[];
}

/** Pure and complete: nothing that the user wrote makes it throw. */
export interface RootLinter {
  /** In short steps, so that requests are answered in between. */
  lint(snapshot: Snapshot, settings: EditorSettings): Generator<void, readonly Finding[]>;
  /** A file's text after all safe fixes; undefined if they change nothing. */
  fixAll(snapshot: Snapshot, settings: EditorSettings, file: string): string | undefined;
  /** The texts of all files that safe fixes change, after them. */
  fixWorkspace(snapshot: Snapshot, settings: EditorSettings): ReadonlyMap<string, string>;
  /** Paths in a file that lead to another one: some of the words below. */
  listPaths(snapshot: Snapshot, file: string): Iterable<Mention>;
  /** Words of a file that can be explained or followed. */
  listMentions(snapshot: Snapshot, file: string): Iterable<Mention>;
  /** Offset of the line before which a comment silences the finding; undefined where none can stand. */
  findSuppressionLine(snapshot: Snapshot, finding: Finding): number | undefined;
}

/** The same in another thread, for a root that would keep this one busy. All but `lint` is about what it linted last. */
export interface ThreadLinter {
  /** Undefined where it was told to stop. */
  lint(snapshot: Snapshot, settings: EditorSettings): Promise<readonly Finding[] | undefined>;
  /** What is linted now is of no use any more. */
  stop(): void;
  fixAll(file: string): Promise<string | undefined>;
  fixWorkspace(): Promise<ReadonlyMap<string, string>>;
  listPaths(file: string): Promise<Iterable<Mention>>;
  /** Words that stand at a place, the narrowest first. */
  findMentions(file: string, offset: number): Promise<readonly Mention[]>;
  findSuppressionLine(finding: Finding): Promise<number | undefined>;
  close(): void;
}
