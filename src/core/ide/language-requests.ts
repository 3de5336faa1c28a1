/** What the language server answers beyond the protocol; client and server must agree on it. */
export const languageRequests = {
  /** Reads every folder anew and lints it; answered with `LintCounts`. */
  lintWorkspace: 'drydock/lintWorkspace',
  /** Sent meanwhile, with `LintProgress`. */
  lintProgress: 'drydock/lintProgress',
  /** Asks what all safe fixes would change; answered with a list of `FixedText`. */
  fixWorkspace: 'drydock/fixWorkspace',
  /** For a client that lets a person choose a rule; answered with a list of `RuleEntry`. */
  listRules: 'drydock/listRules',
} as const;

export interface LintCounts {
  /** Files with findings. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

export interface LintProgress {
  /** Folders that are done, and all of them. */
  readonly done: number;
  readonly total: number;
}

/** A file's text before and after safe fixes. */
export interface FixedText {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

export interface RuleEntry {
  readonly id: string;
  /** What the rule is about, in a few words. */
  readonly summary: string;
}
