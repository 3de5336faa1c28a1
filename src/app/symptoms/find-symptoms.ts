import { readTracebacks } from './read-tracebacks.ts';
import type { Traceback } from './read-tracebacks.ts';
import { missingVariable, pythonException } from './python-symptoms.data.ts';
import type { Symptom, SymptomMatch } from './symptom.ts';
import { symptoms } from './symptoms.data.ts';

/**
 * What the lines of a log show, the latest first, since what a program said last is mostly what ended it; hints are last.
 * Each symptom is told once, and of a chain of exceptions one. Lines have no control characters, but keep their indentation.
 */
export function findSymptoms(lines: readonly string[]): readonly SymptomMatch[] {
  const tracebacks = readTracebacks(lines);
  const found: (SymptomMatch & { readonly chain: number | undefined })[] = [];
  for (const [index, text] of lines.entries()) {
    const traceback = findTraceback(tracebacks, index);
    // Source lines that a traceback quotes are no messages.
    if (traceback !== undefined && index < traceback.last) continue;
    const match = matchLine(text, index, traceback);
    if (match !== undefined) found.push({ ...match, chain: traceback?.chain });
  }
  const told = new Map<string, SymptomMatch>();
  const chains = new Set<number>();
  for (const { chain, ...match } of [...found].sort(byWeight)) {
    const isKnown = told.has(match.id) || (chain !== undefined && chains.has(chain));
    if (chain !== undefined) chains.add(chain);
    if (!isKnown) told.set(match.id, match);
  }
  return [...told.values()].sort(
    (left, right) => Number(left.isHint) - Number(right.isHint) || right.index - left.index,
  );
}

/** The symptom of one line outside of a log, such as the engine's reason why it could not start a container. */
export function findSymptom(text: string): SymptomMatch | undefined {
  return matchLine(text, 0, undefined);
}

/** Well known symptoms before general exceptions, later ones before earlier ones. */
function byWeight(left: SymptomMatch, right: SymptomMatch): number {
  const isGeneral = ({ id }: SymptomMatch): number => Number(id === pythonException.id);
  return isGeneral(left) - isGeneral(right) || right.index - left.index;
}

/** The traceback that a line is part of, or whose message it may go on with. */
function findTraceback(tracebacks: readonly Traceback[], index: number): Traceback | undefined {
  return tracebacks.findLast(({ first, last }) => first <= index && index <= last + messageLines);
}

/** Lines behind the name of an exception that may still be its message. */
const messageLines = 6;

function matchLine(
  text: string,
  index: number,
  traceback: Traceback | undefined,
): SymptomMatch | undefined {
  const place = { text, index, frames: traceback?.frames ?? [] };
  const isException = traceback?.last === index;
  const variable = isException ? findMissingVariable(traceback) : undefined;
  if (variable !== undefined) return { ...toMatch(missingVariable, { variable }), ...place };
  for (const symptom of symptoms) {
    for (const pattern of symptom.patterns) {
      const match = pattern.exec(text);
      if (match !== null) return { ...toMatch(symptom, match.groups ?? {}), ...place };
    }
  }
  if (!isException || quietExceptions.has(traceback.exception)) return undefined;
  const name = traceback.exception.split('.').at(-1) ?? '';
  const { message } = traceback;
  return { ...toMatch(pythonException, { name, message }), ...place };
}

/** `os.environ["X"]` without an X. */
function findMissingVariable({ exception, message, frames }: Traceback): string | undefined {
  const path = frames[0]?.path ?? '';
  if (exception !== 'KeyError' || !/^<frozen os>$|\/os\.py$/.test(path)) return undefined;
  return /^'(\w+)'$/.exec(message)?.[1];
}

/** What a program raises when it is asked to stop. */
const quietExceptions: ReadonlySet<string> = new Set([
  'KeyboardInterrupt',
  'SystemExit',
  'asyncio.exceptions.CancelledError',
]);

type Groups = Readonly<Record<string, string | undefined>>;

function toMatch(
  { id, cause, fix, rules, isBetweenServices, isHint }: Symptom,
  groups: Groups,
): Omit<SymptomMatch, 'text' | 'index' | 'frames'> {
  return {
    id,
    cause: fillSlots(cause, groups),
    fix: fillSlots(fix, groups),
    rules,
    isBetweenServices: isBetweenServices ?? false,
    isHint: isHint ?? false,
  };
}

function fillSlots(text: string, groups: Groups): string {
  const filled = text.replaceAll(
    /\{(\w+)(?:\|([^}]*))?\}/g,
    (_, name: string, otherwise?: string) => shorten(groups[name] ?? otherwise ?? ''),
  );
  return filled.replaceAll('  ', ' ');
}

function shorten(word: string): string {
  return word.length > longestWord ? `${word.slice(0, longestWord - 1)}…` : word;
}

/** Characters of a log's word inside of a sentence. */
const longestWord = 160;
