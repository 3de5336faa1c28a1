import type { Span } from '../base/span.ts';

/** The patterns of a `.dockerignore`, matched by Docker's rules. */
export interface IgnoreText {
  readonly file: string;
  readonly patterns: readonly IgnoreTextPattern[];
}

export interface IgnoreTextPattern {
  /** As written, without blanks around it. */
  readonly text: string;
  readonly isNegated: boolean;
  readonly at: Span;
  /** Whether the pattern matches a path; ancestors of the path are asked for by `findIgnorePattern`. */
  matches(path: string): boolean;
}

export function parseIgnoreText(file: string, text: string): IgnoreText {
  const patterns: IgnoreTextPattern[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const raw = match[0].replace(/^\uFEFF/, '');
    if (raw.startsWith('#')) continue;
    const written = raw.trim();
    if (written === '') continue;
    const start = match.index + match[0].indexOf(written);
    const at = { file, start, end: start + written.length };
    patterns.push(createPattern(written, at));
  }
  return { file, patterns };
}

/**
 * The pattern that decides about a path: the last one that matches it or one of its folders. Undefined, or a
 * negated pattern, means that the path is sent.
 */
export function findDecidingPattern(
  { patterns }: IgnoreText,
  path: string,
): IgnoreTextPattern | undefined {
  const paths = [path, ...ancestorsOf(path)];
  return patterns.findLast((pattern) => paths.some((one) => pattern.matches(one)));
}

function ancestorsOf(path: string): readonly string[] {
  const ancestors: string[] = [];
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    ancestors.push(path.slice(0, slash));
  }
  return ancestors;
}

function createPattern(written: string, at: Span): IgnoreTextPattern {
  const isNegated = written.startsWith('!');
  const cleaned = cleanPattern(isNegated ? written.slice(1).trim() : written);
  const expression = cleaned === '' ? undefined : toExpression(cleaned);
  return {
    text: written,
    isNegated,
    at,
    matches: (path) => expression?.test(path) ?? false,
  };
}

/** Docker cleans a pattern like a path: no `.`, no `..`, no double or trailing slash, no leading one. */
function cleanPattern(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** `**` spans folders, `*` and `?` stay within one, `[…]` is a class; undefined where a class is broken. */
function toExpression(pattern: string): RegExp | undefined {
  let source = '^';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '*' && pattern[at + 1] === '*') {
      at += 1;
      if (pattern[at + 1] === '/') at += 1;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end < 0) return undefined;
      source += `[${pattern.slice(at + 1, end).replaceAll('[', '\\[')}]`;
      at = end;
    } else if (char === '\\' && at + 1 < pattern.length) {
      at += 1;
      source += escapeChar(pattern.charAt(at));
    } else source += escapeChar(char);
  }
  try {
    return new RegExp(`${source}$`, 'su');
  } catch {
    return undefined;
  }
}

function escapeChar(char: string): string {
  return /[.*+?^${}()|[\]\\/]/.test(char) ? `\\${char}` : char;
}
