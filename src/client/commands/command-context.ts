import type { DiagnosticsFacts } from '../../app/diagnostics-report.ts';
import type { Leftover } from '../../app/leftovers.ts';
import type { Finding } from '../../core/base/finding.ts';
import type {
  FixedText,
  LintCounts,
  LintProgress,
  RuleEntry,
} from '../../core/ide/language-requests.ts';
import type { ComposeRunner } from '../../ports/compose-runner.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { TerminalSession } from '../../ports/terminal-session.ts';
import type { TrackingStore } from '../../ports/tracking-store.ts';
import type { Projects } from '../projects/projects.ts';
import type { Editor } from './editor.ts';
import type { Prompts } from './prompts.ts';

/** What a command may use. Everything is made when first asked for, so that a command costs only what it needs. */
export interface CommandContext {
  /** Aborted when the person cancels, and when the extension ends. */
  readonly signal: AbortSignal;
  readonly l10n: Localizer;
  readonly prompts: Prompts;
  readonly editor: Editor;
  readonly projects: Projects;
  /** Opens the engine; the caller disposes of it. Fails with an `EngineError`. */
  openEngine(signal: AbortSignal): Promise<ContainerEngine>;
  /** What runs Compose on the engine that the workspace uses. */
  openCompose(): Promise<ComposeRunner>;
  readonly openTerminal: (session: TerminalSession) => Promise<void>;
  /** The open store with this id, as the MLflow view names it. */
  readonly findStore: (id: string, signal: AbortSignal) => Promise<TrackingStore | undefined>;
  /** An image with a static busybox, for containers without a shell; empty where none is set. */
  readonly toolboxImage: string;
  /** A name for a session in the engine that no other has; it tells whether its process still lives. */
  readonly createSessionName: () => string;
  /** Whether the session that made an object may still be at work. */
  isSessionAlive(leftover: Leftover): boolean;
  /** Credentials of MLflow servers. */
  readonly secrets: SecretStore;
  readonly views: ViewControl;
  readonly language: LanguageControl;
  /** What is known about Drydock itself; it asks no engine. */
  readonly about: () => Promise<DiagnosticsFacts>;
}

/** VS Code's `l10n`: the English text is the key. */
interface Localizer {
  t(message: string, ...values: readonly (string | number | boolean)[]): string;
}

interface ViewControl {
  /** Asks the engine and reads the files again. */
  refresh(): void;
  /** Forgets the engine and looks for one again. */
  retryEngine(): void;
  showOutput(): void;
}

interface LanguageControl {
  restart(): Promise<void>;
  lintWorkspace(signal: AbortSignal, report: (progress: LintProgress) => void): Promise<LintCounts>;
  /** What all safe fixes would change. */
  fixWorkspace(signal: AbortSignal): Promise<readonly FixedText[]>;
  listRules(): Promise<readonly RuleEntry[]>;
  /** What it has found in a folder so far. `files` are the folder's texts by their path below it. */
  listFindings(root: string, files: ReadonlyMap<string, string | undefined>): readonly Finding[];
}

/** Finds its target, asks if it destroys, does one thing, says the outcome. Errors are thrown; the wrapper shows them. */
export type Command = (context: CommandContext, target: unknown) => Promise<void>;
