import type { MappedText } from './dockerfile-tree.ts';
import type { Requirement, VersionOperator, VersionSpecifier } from './requirements-tree.ts';

/** What one requirement can be read as; `tail` is what nobody understands behind it. */
export interface ReadRequirement {
  readonly requirement: Requirement;
  /** Offset in the text behind the last thing that was understood. */
  readonly end: number;
}

/** The form in which two spellings of a package's name are the same. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/**
 * Reads `name[extras] constraint ; marker` or `name @ url ; marker`. Undefined where the text does not begin
 * with a package's name, such as a path or a URL.
 */
export function readRequirement(source: MappedText): ReadRequirement | undefined {
  const { text } = source;
  const start = skip(text, 0, blanks);
  const nameEnd = skip(text, start, namePattern);
  if (nameEnd === start || /[/\\:]/.test(text.charAt(nameEnd))) return undefined;
  const extras = readExtras(text, nameEnd);
  const afterExtras = extras.end;
  const next = skip(text, afterExtras, blanks);
  const base = {
    name: normalizeName(text.slice(start, nameEnd)),
    nameAt: source.spanOf(start, nameEnd),
    extras: extras.names,
  };
  const place = { source, start, afterExtras };
  if (text.charAt(next) === '@') return readDirect(base, next + 1, place);
  const constraint = readConstraint(text, next);
  const hasConstraint = constraint.end > constraint.start;
  const end = hasConstraint ? constraint.outerEnd : afterExtras;
  const marker = readMarker(text, end);
  return {
    requirement: {
      ...base,
      constraint: text.slice(constraint.start, constraint.end),
      constraintAt: hasConstraint
        ? source.spanOf(constraint.start, constraint.end)
        : source.spanOf(afterExtras, afterExtras),
      specifiers: constraint.specifiers,
      isConstraintRead: constraint.isRead,
      marker: marker.text,
      url: undefined,
      at: source.spanOf(start, marker.text === undefined ? end : marker.end),
    },
    end: marker.end,
  };
}

/** Takes a constraint such as `>=1.2,<2` apart; undefined where a part is nothing that pip understands. */
export function parseSpecifiers(text: string): readonly VersionSpecifier[] | undefined {
  const specifiers: VersionSpecifier[] = [];
  for (const part of text.split(',')) {
    const written = part.trim();
    if (written === '') continue;
    const match = specifierPattern.exec(written);
    if (match === null) return undefined;
    specifiers.push({ operator: match[1] as VersionOperator, version: match[2] ?? '' });
  }
  return specifiers;
}

/** Splits `[a, b]` at `at`, normalized; nothing where no bracket is. */
export function readExtras(
  text: string,
  at: number,
): { readonly names: readonly string[]; readonly end: number } {
  const open = skip(text, at, blanks);
  if (text.charAt(open) !== '[') return { names: [], end: at };
  const close = text.indexOf(']', open);
  if (close === -1) return { names: [], end: at };
  const names = text
    .slice(open + 1, close)
    .split(',')
    .map((name) => normalizeName(name.trim()))
    .filter((name) => name !== '');
  return { names, end: close + 1 };
}

const blanks = /[ \t\f]*/y;
/** Ends with a letter or a digit, so that the comparison in `a>=1` and the path in `a/b` stay out. */
const namePattern = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/y;
const specifierPattern = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s,;()=<>~]+)$/;
const constraintPattern =
  /(?:===|==|~=|!=|<=|>=|<|>)[ \t]*[^\s,;()#]+(?:[ \t]*,[ \t]*(?:===|==|~=|!=|<=|>=|<|>)[ \t]*[^\s,;()#]+)*(?:[ \t]*,)?/y;

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

interface Place {
  readonly source: MappedText;
  readonly start: number;
  readonly afterExtras: number;
}

function readDirect(
  base: Pick<Requirement, 'name' | 'nameAt' | 'extras'>,
  from: number,
  { source, start, afterExtras }: Place,
): ReadRequirement {
  const { text } = source;
  const urlStart = skip(text, from, blanks);
  const urlEnd = skip(text, urlStart, /\S*/y);
  // A marker behind a URL needs a blank, since `;` may be part of the URL.
  const marker = /^[ \t]/.test(text.slice(urlEnd))
    ? readMarker(text, urlEnd)
    : { text: undefined, end: urlEnd };
  return {
    requirement: {
      ...base,
      constraint: '',
      constraintAt: source.spanOf(afterExtras, afterExtras),
      specifiers: [],
      isConstraintRead: true,
      marker: marker.text,
      url: text.slice(urlStart, urlEnd),
      at: source.spanOf(start, marker.end),
    },
    end: marker.end,
  };
}

interface ReadConstraint {
  readonly start: number;
  readonly end: number;
  /** Behind the closing bracket of `name (>=1)`. */
  readonly outerEnd: number;
  readonly specifiers: readonly VersionSpecifier[];
  readonly isRead: boolean;
}

function readConstraint(text: string, at: number): ReadConstraint {
  const isBracketed = text.charAt(at) === '(';
  const start = isBracketed ? skip(text, at + 1, blanks) : at;
  const end = skip(text, start, constraintPattern);
  const specifiers = parseSpecifiers(text.slice(start, end));
  const close = isBracketed ? skip(text, end, blanks) : end;
  return {
    start,
    end,
    outerEnd: isBracketed && text.charAt(close) === ')' ? close + 1 : end,
    specifiers: specifiers ?? [],
    isRead: specifiers !== undefined,
  };
}

function readMarker(
  text: string,
  at: number,
): { readonly text: string | undefined; readonly end: number } {
  const semicolon = skip(text, at, blanks);
  if (text.charAt(semicolon) !== ';') return { text: undefined, end: at };
  const start = skip(text, semicolon + 1, blanks);
  // Options such as `--hash` follow after the marker.
  const options = /\s--?[A-Za-z]/.exec(text.slice(start));
  const end = options === null ? text.length : start + options.index;
  const written = text.slice(start, end).trimEnd();
  return { text: written, end: start + written.length };
}
