import type { Edit, Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A change that mends a finding. */
export interface Fix {
  /** Imperative without a full stop, such as "Pin to 2.9.0". */
  readonly title: string;
  /** `safe` may be applied in bulk; `suggestion` changes behavior, so a person chooses it. */
  readonly kind: 'safe' | 'suggestion';
  /** Called only when the fix is shown or applied. */
  edits(): readonly Edit[];
}

/** One thing that is wrong at one place. Plain data: LSP, SARIF and terminal text are made at the edge. */
export interface Finding {
  /** Rule id such as `mlflow/no-loopback-host`, or `drydock/…` for what the engine itself says. */
  readonly rule: string;
  /** Names of the same check in other tools, so that their users and ignore comments find it. */
  readonly equivalents: readonly string[];
  readonly severity: Severity;
  readonly message: string;
  readonly at: Span;
  readonly fixes: readonly Fix[];
  /** Other places that explain the finding, such as the service at the other end. */
  readonly related: readonly RelatedPlace[];
}

export interface RelatedPlace {
  readonly at: Span;
  readonly message: string;
}
