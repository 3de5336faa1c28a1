import type { Finding } from '../../core/base/finding.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';

/** What the editor says about linting, for one root. */
export interface LintSettings {
  readonly enable: boolean;
  readonly preset: 'essential' | 'recommended' | 'strict';
}

export const defaultLintSettings: LintSettings = { enable: true, preset: 'recommended' };

/** What the server is built of; `main.ts` gives the real ones. */
export interface LintParts {
  /** Reads one project root from the disk. Rejects if the folder is not there. */
  load(folder: string, signal: AbortSignal): Promise<Snapshot>;
  /** Lints a whole root. Pure and complete: never throws for what the user wrote. */
  lint(snapshot: Snapshot, settings: LintSettings): readonly Finding[];
  /** What a rule's hover says about it; undefined for findings that are no rule's. */
  findSummary(rule: string): string | undefined;
  /** The edit that makes a finding be ignored from now on, by a comment; undefined where no comment can stand. */
  findSuppression(finding: Finding, text: string): SuppressionEdit | undefined;
}

export interface SuppressionEdit {
  /** Offset at which the text goes in. */
  readonly at: number;
  readonly insert: string;
}
