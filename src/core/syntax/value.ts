import type { Span } from '../base/span.ts';

/** A problem of the text itself, found while parsing. */
export interface SyntaxProblem {
  readonly at: Span;
  readonly message: string;
}

/**
 * A YAML value with its place. Values of several files are merged into one tree, and each keeps the
 * place that it came from; aliases and merge keys are already followed.
 */
export type Value = ScalarValue | ListValue | MapValue;

export interface ScalarValue {
  readonly kind: 'scalar';
  /** The scalar with its quotes. */
  readonly at: Span;
  /** The scalar as text: unquoted, before interpolation; empty for null. */
  readonly text: string;
  /** The typed value by YAML's core schema. */
  readonly data: string | number | bigint | boolean | null;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly tag?: string;
}

export interface ListValue {
  readonly kind: 'list';
  readonly at: Span;
  readonly items: readonly Value[];
  readonly tag?: string;
}

export interface MapValue {
  readonly kind: 'map';
  readonly at: Span;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly tag?: string;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Span;
  /** Key and value together. */
  readonly at: Span;
  /** Undefined for a key without a value. */
  readonly value: Value | undefined;
}
