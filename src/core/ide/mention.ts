import type { Span } from '../base/span.ts';

/** A word of a file that means something: what it stands for, and where that is declared. */
export interface Mention {
  readonly kind: MentionKind;
  readonly at: Span;
  /** Markdown for a person; empty where there is only a place to go to. */
  text(): string;
  /** Where it is declared; a file as a whole is an empty span at its start. */
  readonly targets: readonly Span[];
}

/** What other extensions may know too, so that ours can be left out kind by kind. */
export type MentionKind = 'variable' | 'name' | 'file' | 'instruction' | 'composeKey' | 'command';
