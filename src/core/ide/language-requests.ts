/** What the language server answers beyond the protocol; client and server must agree on it. */
export const languageRequests = {
  /** Reads every folder anew and lints it; answered with `LintCounts`. */
  lintWorkspace: 'drydock/lintWorkspace',
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

export interface RuleEntry {
  readonly id: string;
  /** What the rule is about, in a few words. */
  readonly summary: string;
}
