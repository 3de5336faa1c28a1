import { formatSize } from '../../app/format-size.ts';
import { plainText } from '../../app/plain-text.ts';
import type { Evidence, PostMortem, SymptomEvidence } from '../../app/post-mortem.ts';

/** Changed files that the page names. */
const shownFiles = 200;
/** UTF-16 units of a line of a log. */
const longest = 1_000;

/** A post-mortem as text for people to read, search and copy: the verdict first, then what it rests on. */
export function toPostMortemPage(postMortem: PostMortem): string {
  const { container, verdict, evidence, changedFiles, findings } = postMortem;
  const symptoms = evidence.filter((item) => item.kind === 'symptom');
  const named = changedFiles.slice(0, shownFiles);
  const hidden = changedFiles.length - named.length;
  const known = textsOf(evidence, ['state', 'restarts', 'health']);
  return [
    line(verdict),
    '',
    `${line(container.name)}  ${line(container.image)}`,
    ...section(
      'Findings',
      findings.map(({ file, line: at, rule, message }) => `${file}:${at}  ${message}  (${rule})`),
    ),
    ...section('Causes', symptoms.flatMap(toSymptomLines)),
    ...section('Facts', known),
    ...section('Command', textsOf(evidence, ['command'])),
    ...section('What it left', textsOf(evidence, ['files'])),
    ...section('Changed files', [
      ...named.map(toFileLine),
      ...(hidden > 0 ? [`and ${hidden} more`] : []),
    ]),
    ...section('Last lines of the log', textsOf(evidence, ['log'])),
    '',
  ].join('\n');
}

function toSymptomLines({ text, fix, line: shown, place }: SymptomEvidence): readonly string[] {
  const where = place === undefined ? [] : [`  at ${place.file ?? place.path}:${place.line}`];
  return [text, `  ${fix}`, ...where, `  > ${shown}`];
}

function toFileLine({ kind, path, size }: PostMortem['changedFiles'][number]): string {
  const bytes = size === undefined ? '' : formatSize(size);
  return `${bytes.padStart(8)}  ${kind.padEnd(8)}  ${path}`;
}

function textsOf(
  evidence: readonly Evidence[],
  kinds: readonly Evidence['kind'][],
): readonly string[] {
  return evidence.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((text) => `  ${line(text)}`)];
}

/** Names, logs and messages are other people's text. */
function line(text: string): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  return indent + plainText(text.slice(indent.length), longest);
}
