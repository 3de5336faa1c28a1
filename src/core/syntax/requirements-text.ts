import type { MappedText } from './dockerfile-tree.ts';
import { joinPieces, sliceText, type Piece } from './mapped-text.ts';
import { requirementOptions, type OptionKind } from './requirements-options.data.ts';
import { normalizeName, readExtras, readRequirement } from './requirements-specifier.ts';
import type {
  DependencyList,
  Requirement,
  RequirementInclude,
  RequirementOption,
  UnnamedSource,
} from './requirements-tree.ts';
import type { SyntaxProblem } from './value.ts';

/** Reads a requirements or constraints file as pip does. */
export function parseRequirements(file: string, text: string): DependencyList {
  const reader = new RequirementReader();
  for (const line of readLines(file, text)) reader.readLine(line);
  const { requirements, sources, includes, options, problems } = reader;
  return {
    kind: 'requirements',
    file,
    groups: [
      {
        name: '',
        nameAt: undefined,
        kind: 'main',
        requirements,
        sources,
        includes: [],
        isOptional: false,
      },
    ],
    includes,
    options,
    python: [],
    project: undefined,
    problems,
  };
}

/** Logical lines: continuations joined, comments removed, blank ones left out. */
function* readLines(file: string, text: string): Generator<MappedText> {
  let pieces: Piece[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const breakAt = text.indexOf('\n', at);
    const next = breakAt === -1 ? text.length : breakAt + 1;
    let end = breakAt === -1 ? text.length : breakAt;
    if (end > at && text.charCodeAt(end - 1) === 13) end -= 1;
    const isComment = /^\s*#/.test(text.slice(at, end));
    const continues = !isComment && text.charAt(end - 1) === '\\' && end > at;
    // A comment line ends what is continued before it, and says nothing itself.
    if (!isComment) pieces.push([at, continues ? end - 1 : end]);
    if (!continues) {
      yield* endLine(file, text, pieces);
      pieces = [];
    }
    at = next;
  }
  yield* endLine(file, text, pieces);
}

function* endLine(file: string, text: string, pieces: readonly Piece[]): Generator<MappedText> {
  const [first] = pieces;
  if (first === undefined) return;
  const whole = joinPieces(file, text, pieces, first[0]);
  const comment = /(?:^|\s)#/.exec(whole.text)?.index ?? whole.text.length;
  const end = whole.text.slice(0, comment).trimEnd().length;
  const start = whole.text.length - whole.text.trimStart().length;
  if (end > start) yield sliceText(whole, start, end);
}

/** Reads lines of requirements files; a command line is read word by word with `readSpecification`. */
export class RequirementReader {
  readonly requirements: Requirement[] = [];
  readonly sources: UnnamedSource[] = [];
  readonly includes: RequirementInclude[] = [];
  readonly options: RequirementOption[] = [];
  readonly problems: SyntaxProblem[] = [];

  readLine(line: MappedText): void {
    if (line.text.startsWith('-')) this.#readOptions(line, 0, undefined);
    else {
      const end = findOptions(line.text);
      const before = this.requirements.length;
      this.readSpecification(sliceText(line, 0, end), false);
      this.#readOptions(line, end, this.requirements[before]);
    }
  }

  /** One requirement, path or URL. */
  readSpecification(source: MappedText, isEditable: boolean): void {
    const read = isPath(source.text) ? undefined : readRequirement(source);
    if (read === undefined) {
      this.#readSource(source, isEditable);
      return;
    }
    this.requirements.push(read.requirement);
    const rest = source.text.slice(read.end).trim();
    if (rest === '') return;
    const start = source.text.indexOf(rest, read.end);
    const at = source.spanOf(start, start + rest.length);
    this.problems.push({ at, message: `pip does not understand "${rest}" here.` });
  }

  #readSource(source: MappedText, isEditable: boolean): void {
    const written = source.text.replace(/\s+;.*$/s, '').trimEnd();
    const egg = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(written);
    const wheel = /(?:^|\/)([A-Za-z0-9][\w.]*)-(\d[\w.!+]*)-[^/]+\.whl$/.exec(written);
    const at = source.spanOf(0, written.length);
    const name = egg?.[1] ?? wheel?.[1];
    if (name === undefined && !isEditable && !isPath(written)) {
      this.problems.push({ at, message: `"${written}" is not a requirement such as "numpy>=2".` });
      return;
    }
    if (name === undefined) {
      const bracket = /\[[^[\]/]*\]$/.exec(written)?.index;
      const extras = bracket === undefined ? [] : readExtras(written, bracket).names;
      this.sources.push({ text: written.slice(0, bracket), extras, isEditable, at });
      return;
    }
    const nameStart = written.indexOf(name, (egg ?? wheel)?.index ?? 0);
    this.requirements.push({
      name: normalizeName(name),
      nameAt: source.spanOf(nameStart, nameStart + name.length),
      extras: egg === null ? [] : readExtras(written, nameStart + name.length).names,
      constraint: '',
      constraintAt: source.spanOf(written.length, written.length),
      specifiers: wheel?.[2] === undefined ? [] : [{ operator: '==', version: wheel[2] }],
      isConstraintRead: true,
      marker: undefined,
      url: written,
      at,
    });
  }

  #readOptions(line: MappedText, from: number, requirement: Requirement | undefined): void {
    let at = from;
    while (at < line.text.length) {
      const [blank = ''] = /^\s*/.exec(line.text.slice(at)) ?? [];
      const start = at + blank.length;
      if (start >= line.text.length) return;
      at = this.#readOption(line, start, requirement);
    }
  }

  /** Gives the offset behind the option. */
  #readOption(line: MappedText, start: number, requirement: Requirement | undefined): number {
    const { text } = line;
    const written = /^(?:--[A-Za-z][\w-]*|-[A-Za-z])/.exec(text.slice(start))?.[0];
    if (written === undefined) {
      const end = findWordEnd(text, start);
      const rest = text.slice(start, end);
      this.#report(line, start, end, `pip does not understand "${rest}" here.`);
      return end;
    }
    const option = findOption(written);
    const nameEnd = start + written.length;
    if (option === undefined) {
      const end = findWordEnd(text, start);
      this.#report(line, start, end, `pip knows no option "${written}" in a requirements file.`);
      return end;
    }
    const value = option.kind === 'flag' ? undefined : readValue(text, nameEnd, option.name);
    const nameAt = line.spanOf(start, nameEnd);
    const valueAt = line.spanOf(value?.start ?? nameEnd, value?.end ?? nameEnd);
    const valueText = value === undefined ? undefined : unquote(text.slice(value.start, value.end));
    this.options.push({ name: option.name, nameAt, value: valueText, valueAt, requirement });
    if (option.kind !== 'flag' && (valueText === undefined || valueText === '')) {
      this.#report(line, start, nameEnd, `"${written}" needs a value.`);
    } else if (requirement !== undefined && option.kind !== 'package') {
      this.#report(
        line,
        start,
        nameEnd,
        `"${written}" has no effect behind a requirement; it needs a line of its own.`,
      );
    } else if (value !== undefined)
      this.#apply(option.name, sliceText(line, value.start, value.end));
    return value?.end ?? nameEnd;
  }

  #apply(name: string, value: MappedText): void {
    if (name === '--editable') this.readSpecification(value, true);
    if (name !== '--requirement' && name !== '--constraint') return;
    const kind = name === '--requirement' ? 'requirement' : 'constraint';
    this.includes.push({ kind, path: unquote(value.text), at: value.at });
  }

  #report(line: MappedText, start: number, end: number, message: string): void {
    this.problems.push({ at: line.spanOf(start, end), message });
  }
}

/** Where the options behind a requirement begin. */
function findOptions(text: string): number {
  const option = /\s--?[A-Za-z]/.exec(text);
  return option === null ? text.length : option.index;
}

function isPath(text: string): boolean {
  return /^(?:\.{1,2}(?:$|[/\\[\s])|\/|~|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)|^[^\s@;[]*[/\\]|^[^\s@;]*\.(?:whl|zip|tar\.gz|tar\.bz2)(?:$|[\s;[])/i.test(
    text,
  );
}

function findOption(
  written: string,
): { readonly name: string; readonly kind: OptionKind } | undefined {
  return requirementOptions.find(({ name, short }) => name === written || short === written);
}

function findWordEnd(text: string, start: number): number {
  const blank = text.slice(start).search(/\s/);
  return blank === -1 ? text.length : start + blank;
}

/** The value behind `=` or a blank; a short option may have it without either. `--editable` takes the rest. */
function readValue(
  text: string,
  nameEnd: number,
  name: string,
): { readonly start: number; readonly end: number } | undefined {
  const [gap = ''] = /^(?:\s*=\s*|\s+)?/.exec(text.slice(nameEnd)) ?? [];
  const start = nameEnd + gap.length;
  if (start >= text.length) return undefined;
  const quote = /^(?:"[^"]*"|'[^']*')/.exec(text.slice(start))?.[0];
  if (quote !== undefined) return { start, end: start + quote.length };
  return { start, end: name === '--editable' ? text.length : findWordEnd(text, start) };
}

function unquote(text: string): string {
  return /^(?:"[^"]*"|'[^']*')$/.test(text) ? text.slice(1, -1) : text;
}
