import type { Finding } from '../base/finding.ts';
import { LineIndex } from '../base/line-index.ts';
import type { Dockerfile, Project } from '../model/project.ts';

/** A comment that silences rules in a range of lines, both ends included. */
interface Suppression extends Lines {
  /** Rule ids, aliases or equivalents; undefined silences everything. */
  readonly names: ReadonlySet<string> | undefined;
  /** Silences only what has an equivalent that this accepts. */
  readonly matches?: (equivalent: string) => boolean;
}

interface FileSuppressions {
  readonly lines: LineIndex;
  readonly all: readonly Suppression[];
}

/** The comments by which people silence findings: ours, and those of the linters they come from. */
export class Suppressions {
  readonly #project: Project;
  readonly #hasHadolint: boolean;
  readonly #byFile = new Map<string, FileSuppressions | undefined>();

  /** `hasHadolint`: false where hadolint's comments count for nothing. */
  constructor(project: Project, hasHadolint = true) {
    this.#project = project;
    this.#hasHadolint = hasHadolint;
  }

  covers(finding: Finding): boolean {
    const file = this.#load(finding.at.file);
    if (file === undefined) return false;
    const { line } = file.lines.positionAt(finding.at.start);
    return file.all.some(
      (suppression) =>
        suppression.firstLine <= line &&
        line <= suppression.lastLine &&
        isNamed(suppression, finding),
    );
  }

  #load(path: string): FileSuppressions | undefined {
    if (this.#byFile.has(path)) return this.#byFile.get(path);
    const text = this.#project.snapshot.files.get(path);
    let found: FileSuppressions | undefined;
    // Most files have no such comment; a look for its words is cheaper than the lines.
    if (text !== undefined && commentPattern.test(text)) {
      const dockerfiles = this.#project.dockerfiles.filter((file) => file.path === path);
      const lines = new LineIndex(text);
      const all = dockerfiles.flatMap((dockerfile) =>
        readDockerfile(dockerfile, lines, this.#hasHadolint),
      );
      if (dockerfiles.every(({ inline }) => inline !== undefined)) {
        all.push(
          ...readLines(
            text,
            dockerfiles.map((one) => toLines(one, lines)),
          ),
        );
      }
      found = { lines, all };
    }
    this.#byFile.set(path, found);
    return found;
  }
}

const commentPattern = /#.*(?:drydock-disable|hadolint|dclint|dockerfile-utils|check\s*=)/;

const hadolintPattern = /^#\s*hadolint\s/i;

function isNamed({ names, matches }: Suppression, finding: Finding): boolean {
  if (matches !== undefined) return finding.equivalents.some(matches);
  if (names === undefined || names.has(finding.rule)) return true;
  return finding.equivalents.some((equivalent) => names.has(equivalent));
}

interface Lines {
  readonly firstLine: number;
  readonly lastLine: number;
}

const wholeFile: Lines = { firstLine: 0, lastLine: Number.MAX_SAFE_INTEGER };

/** What a comment about the whole Dockerfile speaks of: the block that it stands in, where that is in another file. */
function toLines({ inline }: Dockerfile, lines: LineIndex): Lines {
  if (inline === undefined) return wholeFile;
  return {
    firstLine: lines.positionAt(inline.at.start).line,
    lastLine: lines.positionAt(inline.at.end).line,
  };
}

/** YAML and other files: a comment speaks of the next line, of its own or of the whole file. `blocks` have their own. */
function readLines(text: string, blocks: readonly Lines[]): readonly Suppression[] {
  const found: Suppression[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  lines.forEach((line, index) => {
    const hash = line.search(/(?:^|\s)#/);
    if (hash === -1) return;
    const comment = line.slice(hash).trim();
    const read = readComment(comment);
    if (read === undefined) return;
    if (blocks.some(({ firstLine, lastLine }) => firstLine < index && index <= lastLine)) return;
    let next = index + 1;
    while (next < lines.length && /^\s*(?:#.*)?$/.test(lines[next] ?? '')) next += 1;
    found.push({ ...toRange(read.scope, { own: index, next, all: wholeFile }), ...read });
  });
  return found;
}

/** In a Dockerfile the next thing is an instruction, which may have many lines. */
function readDockerfile(
  dockerfile: Dockerfile,
  lines: LineIndex,
  hasHadolint: boolean,
): readonly Suppression[] {
  const { tree } = dockerfile;
  const all = toLines(dockerfile, lines);
  const found: Suppression[] = [];
  for (const { name, value } of tree.directives) {
    if (name === 'check') found.push(...readCheckDirective(value, all));
  }
  for (const { at, text } of tree.comments) {
    const isHeeded = hasHadolint || !hadolintPattern.test(text);
    const read = isHeeded ? readComment(text) : undefined;
    const check = /^#\s*check\s*=(.*?)(?:\s\/\/.*)?$/.exec(text)?.[1];
    if (read === undefined && check === undefined) continue;
    const next = tree.instructions.find((instruction) => instruction.at.end > at.start);
    const first = next === undefined ? lines.lineCount : lines.positionAt(next.at.start).line;
    const last = next === undefined ? first : lines.positionAt(next.at.end).line;
    // BuildKit's own comment, when it is no directive, speaks of one instruction.
    if (check !== undefined) {
      found.push(...readCheckDirective(check, { firstLine: first, lastLine: last }));
    }
    if (read === undefined) continue;
    const own = lines.positionAt(at.start).line;
    const range =
      read.scope === 'next'
        ? { firstLine: Math.min(first, own), lastLine: last }
        : toRange(read.scope, { own, next: own + 1, all });
    found.push({ ...range, ...read });
  }
  return found;
}

type Scope = 'file' | 'next' | 'line';

function toRange(
  scope: Scope,
  { own, next, all }: { readonly own: number; readonly next: number; readonly all: Lines },
): Lines {
  if (scope === 'file') return all;
  return scope === 'line' ? { firstLine: own, lastLine: own } : { firstLine: next, lastLine: next };
}

interface ReadComment {
  readonly scope: Scope;
  readonly names: ReadonlySet<string> | undefined;
}

function readComment(comment: string): ReadComment | undefined {
  const own = /^#\s*drydock-disable(-next-line|-line)?\b(.*)$/.exec(comment);
  if (own !== null) return { scope: toScope(own[1]), names: toNames(own[2]) };
  const hadolint = /^#\s*hadolint\s+(global\s+)?ignore\s*=\s*([\w,\s]+)/i.exec(comment);
  if (hadolint !== null) {
    // What follows the list after a blank is the reason.
    const list = /^[\w]+(?:\s*,\s*[\w]+)*/.exec(hadolint[2]?.trim() ?? '')?.[0] ?? '';
    return { scope: hadolint[1] === undefined ? 'next' : 'file', names: toNames(list) };
  }
  if (/^#\s*dockerfile-utils:\s*ignore/.test(comment)) return { scope: 'next', names: undefined };
  const dclint = /^#\s*dclint\s+disable(-next-line|-line|-file)?\b(.*)$/.exec(comment);
  if (dclint !== null) return { scope: toScope(dclint[1]), names: toNames(dclint[2]) };
  return undefined;
}

function toScope(suffix: string | undefined): Scope {
  if (suffix === undefined || suffix === '-file') return 'file';
  return suffix === '-line' ? 'line' : 'next';
}

/** Names divided by commas or blanks; what follows ` -- ` is a reason. No name means all. */
function toNames(list = ''): ReadonlySet<string> | undefined {
  const names = (list.split(/\s--(?:\s|$)/)[0] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return names.length === 0 ? undefined : new Set(names);
}

/** `check=skip=Name,Name;error=true`; `skip=all` means every check that BuildKit has. */
function readCheckDirective(value: string, lines: Lines): readonly Suppression[] {
  const skip = value
    .split(';')
    .map((part) => /^\s*skip\s*=\s*(.*)$/.exec(part)?.[1])
    .find((list) => list !== undefined);
  if (skip === undefined) return [];
  const names = toNames(skip);
  if (names?.has('all') === true) {
    return [{ ...lines, names: undefined, matches: isBuildkitName }];
  }
  return [{ ...lines, names }];
}

/** BuildKit's names are the only CamelCase ones. */
function isBuildkitName(name: string): boolean {
  return /^[A-Z][a-z]+(?:[A-Z]+[a-z]*)+$/.test(name);
}
