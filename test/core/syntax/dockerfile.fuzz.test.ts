import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Span } from '../../../src/core/base/span.ts';
import { parseDockerfile } from '../../../src/core/syntax/dockerfile.ts';
import type { Instruction } from '../../../src/core/syntax/dockerfile-tree.ts';
import { parseShell } from '../../../src/core/syntax/shell.ts';

const piece = fc.constantFrom(
  'FROM ',
  'RUN ',
  'COPY ',
  'ENV ',
  'CMD ',
  'ONBUILD ',
  'HEALTHCHECK ',
  '--from=a ',
  '["a", "b"]',
  '[',
  '"',
  "'",
  '\\\n',
  '\\',
  '\n',
  '\r\n',
  '# c\n',
  '#',
  '<<EOF\n',
  'EOF\n',
  '<<-',
  '$A',
  '${B:-',
  '}',
  '$(',
  ')',
  '&&',
  ';',
  ' ',
  '\t',
  'word',
  '# escape=`\n',
  '`',
  '\u0000',
  '\ufeff',
  '😀',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string(),
);

function* spansOf(instruction: Instruction): Generator<Span> {
  yield instruction.at;
  yield instruction.keywordAt;
  yield instruction.argument.at;
  for (const { at, valueAt } of instruction.flags) {
    yield at;
    if (valueAt !== undefined) yield valueAt;
  }
  for (const { at } of [...instruction.words, ...(instruction.exec ?? [])]) yield at;
  for (const { body } of instruction.heredocs) yield body.at;
  for (const command of parseShell(instruction.argument).commands) {
    yield command.at;
    for (const { at } of [...command.words, ...command.assignments]) yield at;
  }
  if (instruction.inner !== undefined) yield* spansOf(instruction.inner);
}

describe('parseDockerfile on any text', () => {
  it('never throws, and all its places lie in the document', () => {
    fc.assert(
      fc.property(text, (source) => {
        const tree = parseDockerfile('Dockerfile', source);
        for (const { start, end } of tree.instructions.flatMap((one) => [...spansOf(one)])) {
          if (!(0 <= start && start <= end && end <= source.length)) {
            throw new Error(`${start}–${end} is no place in ${source.length}`);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('loses no instruction: they stand one behind the other', () => {
    fc.assert(
      fc.property(text, (source) => {
        let end = 0;
        for (const { at } of parseDockerfile('Dockerfile', source).instructions) {
          if (at.start < end) throw new Error('two instructions overlap');
          end = at.end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
