import { parseAllDocuments } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { toRootValue } from './yaml-value.ts';
import { describeYamlError } from './yaml-problems.data.ts';
import type { MapValue, SyntaxProblem } from './value.ts';

/** A compose file's text as values with places; problems never keep the rest from being read. */
export interface ComposeText {
  readonly file: string;
  readonly text: string;
  /** The first document's mapping; undefined where the text holds none. */
  readonly root: MapValue | undefined;
  /** The mappings of all documents of the stream; Compose merges them in order. */
  readonly documents: readonly MapValue[];
  readonly problems: readonly SyntaxProblem[];
}

/** More problems than this help nobody; a text that is no YAML at all makes one for each line. */
const MAX_PROBLEMS = 100;

/** `subject` begins the sentence about a text that holds something else than a mapping. */
export function parseComposeText(
  file: string,
  text: string,
  subject = 'A compose file',
): ComposeText {
  const problems: SyntaxProblem[] = [];
  const documents: MapValue[] = [];
  for (const document of parseDocuments(file, text, problems)) {
    for (const error of findCauses(document.errors)) problems.push(toProblem(file, text, error));
    const root = toRootValue(document.contents, { file, text, problems, subject });
    if (root !== undefined) documents.push(root);
  }
  const sorted = problems.sort((a, b) => a.at.start - b.at.start).slice(0, MAX_PROBLEMS);
  return { file, text, root: documents[0], documents, problems: sorted };
}

function parseDocuments(file: string, text: string, problems: SyntaxProblem[]): Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      // The parser's own check is quadratic in the number of keys; `toRootValue` checks with a map.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return Array.isArray(documents) ? documents : [];
  } catch {
    // Nesting that is deeper than the parser's recursion.
    problems.push({ at: { file, start: 0, end: 0 }, message: 'This file is nested too deeply.' });
    return [];
  }
}

/** After a first mistake every line, or every word, of the rest seems to be in the wrong place. */
function findCauses(errors: readonly YAMLError[]): readonly YAMLError[] {
  return errors
    .toSorted((a, b) => a.pos[0] - b.pos[0])
    .filter(({ code }, index) => index === 0 || !followUps.has(code));
}

const followUps: ReadonlySet<string> = new Set(['BAD_INDENT', 'UNEXPECTED_TOKEN']);

function toProblem(file: string, text: string, error: YAMLError): SyntaxProblem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  return { at: { file, start, end }, message: describeYamlError(error.code, error.message) };
}
