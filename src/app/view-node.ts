/** What a row means at a glance; the client maps it to a theme color and always adds words. */
export type Tone = 'good' | 'busy' | 'bad' | 'muted' | 'plain';

/** One row of a tree as plain data. `app` makes them, `client` draws them, tests compare them as values. */
export interface ViewNode {
  /** Stable across refreshes and free of volatile text; selection and expansion hang on it. */
  readonly id: string;
  /** What the row stands for, such as `service`, `container`, `volume`, `run`, `notice`. */
  readonly kind: string;
  readonly label: string;
  readonly detail?: string;
  /** Plain text of several lines; never interpreted as Markdown. */
  readonly tooltip?: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly tone?: Tone;
  /** What a screen reader says where the icon carries meaning. */
  readonly spoken?: string;
  /** Words that `when` clauses match, such as `container`, `running`. */
  readonly context: readonly string[];
  /** What the row stands for, for commands: a closed set of plain references. */
  readonly target?: Target;
  /** What a click does: a command id of the manifest with this row as its argument. */
  readonly command?: string;
  readonly expanded?: boolean;
  /** Absent for a leaf. Failures become `notice` rows; only an abort rejects. */
  children?(signal: AbortSignal): Promise<readonly ViewNode[]>;
}

/** What a command acts on. Plain data, so it survives a refresh of the tree. */
export type Target =
  | { readonly kind: 'fileSet'; readonly root: string; readonly fileSet: string }
  | {
      readonly kind: 'service';
      readonly root: string;
      readonly fileSet: string;
      readonly service: string;
    }
  | { readonly kind: 'container'; readonly id: string; readonly name: string }
  | { readonly kind: 'volume'; readonly name: string }
  | { readonly kind: 'volumeFile'; readonly volume: string; readonly path: string }
  | { readonly kind: 'store'; readonly store: string }
  | { readonly kind: 'experiment'; readonly store: string; readonly experiment: string }
  | { readonly kind: 'run'; readonly store: string; readonly run: string }
  | {
      readonly kind: 'artifact';
      readonly store: string;
      readonly run: string;
      readonly path: string;
    }
  | { readonly kind: 'file'; readonly root: string; readonly path: string };
