import fc from 'fast-check';
import type { Files } from '../../support/lint-files.ts';

/** Pieces that mean something in one of the languages that are read. */
const pieces = [
  '',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '"',
  "'",
  ':',
  ': ',
  '[',
  ']',
  '{',
  '}',
  '\\',
  '\\\n',
  '$',
  '$$',
  '${',
  '${A:-b}',
  '&x ',
  '*x',
  '<<: *x\n',
  '- ',
  '#',
  '# drydock-disable-next-line\n',
  '😀',
  '\u0000',
  '\uFEFF',
  '<<EOF',
  'EOF\n',
  '../',
  '/',
  '!reset null',
  '!override',
  '|\n',
  '>-\n',
  'null',
  '~',
  '0',
  '-1',
  '99999999999999999999',
  'true',
  '&& ',
  '; ',
  '| ',
  '$(',
  '`',
  'FROM scratch\n',
  'ONBUILD ',
  'RUN ',
  'COPY --from=0 . .\n',
  '--mount=type=bind,target=.',
  'services:\n',
  'x-a: ',
  '==',
  '[extra]',
  '-r requirements.txt\n',
  '[project]\n',
  'dependencies = [',
  'import mlflow\n',
  '"""',
  'constructor',
  '__proto__',
] as const;

const edit = fc.record({
  file: fc.nat(),
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 12 })),
  kind: fc.constantFrom(
    'insert',
    'insert',
    'insert',
    'drop line',
    'repeat line',
    'indent',
    'swap lines',
    'cut',
  ),
  piece: fc.constantFrom(...pieces),
});

type Change = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** One of the projects, damaged in a few places. */
export function anyDamaged(projects: readonly Files[]): fc.Arbitrary<Files> {
  return fc
    .record({ project: fc.nat(), changes: fc.array(edit, { minLength: 1, maxLength: 4 }) })
    .map(({ project, changes }) => damage(projects[project % projects.length] ?? {}, changes));
}

/** A project together with what one more keystroke makes of it. */
export function anyTyped(projects: readonly Files[]): fc.Arbitrary<readonly Files[]> {
  return fc
    .record({ project: fc.nat(), changes: fc.array(edit, { minLength: 2, maxLength: 5 }) })
    .map(({ project, changes }) => {
      const states: Files[] = [projects[project % projects.length] ?? {}];
      for (const change of changes) states.push(damage(states.at(-1) ?? {}, [change]));
      return states;
    });
}

function damage(project: Files, changes: readonly Change[]): Files {
  const files: Record<string, string> = { ...project };
  for (const change of changes) {
    const names = Object.keys(files);
    const name = names[change.file % names.length];
    if (name !== undefined) files[name] = applyChange(files[name] ?? '', change);
  }
  return files;
}

function applyChange(text: string, { at, length, kind, piece }: Change): string {
  const place = text.length === 0 ? 0 : at % text.length;
  if (kind === 'insert') return text.slice(0, place) + piece + text.slice(place + length);
  if (kind === 'cut') return text.slice(0, place);
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = lines[index] ?? '';
  if (kind === 'drop line') lines.splice(index, 1);
  else if (kind === 'repeat line') lines.splice(index, 0, line);
  else if (kind === 'indent')
    lines[index] = at % 2 === 0 ? `  ${line}` : line.replace(/^ {1,2}/, '');
  else {
    lines[index] = lines[index + 1] ?? '';
    lines[index + 1] = line;
  }
  return lines.join('\n');
}
