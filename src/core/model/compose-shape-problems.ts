import type { Span } from '../base/span.ts';
import type { Entry, ScalarValue } from '../syntax/value.ts';

/** What Compose refuses in the form of a file, without asking what the names in it refer to. */
export type ShapeProblem =
  UnknownKey | BadName | PlainKey | WrongType | BadValue | MissingKey | DoubleItem;

export interface UnknownKey {
  readonly kind: 'unknownKey';
  readonly at: Span;
  readonly entry: Entry;
  /** What the key was written into, such as `a service` or `"build"`. */
  readonly owner: string;
  /** The keys that may stand here and do not yet. */
  readonly free: readonly string[];
  /** Where the key would be right: the key of a mapping around this one (`above`) or inside it (`below`). */
  readonly home: { readonly direction: 'above' | 'below'; readonly owner: string } | undefined;
}

/** A service, volume or the like with a name that Compose refuses. */
export interface BadName {
  readonly kind: 'badName';
  readonly at: Span;
  readonly name: string;
  readonly owner: string;
}

/** A key that YAML reads as a number, a date, a truth value or nothing. */
export interface PlainKey {
  readonly kind: 'plainKey';
  readonly at: Span;
  readonly key: string;
}

export interface WrongType {
  readonly kind: 'wrongType';
  readonly at: Span;
  readonly key: string;
  readonly expected: string;
  readonly found: string;
  /** The scalar that would be right in quotes. */
  readonly unquoted: ScalarValue | undefined;
}

export interface BadValue {
  readonly kind: 'badValue';
  readonly at: Span;
  readonly key: string;
  readonly text: string;
  readonly expected: string;
}

export interface MissingKey {
  readonly kind: 'missingKey';
  readonly at: Span;
  readonly key: string;
  readonly owner: string;
}

export interface DoubleItem {
  readonly kind: 'doubleItem';
  readonly at: Span;
  readonly key: string;
  readonly text: string;
}
