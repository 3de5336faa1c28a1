import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findSwallow, isBetween } from '../../rulekit/swallowed-instruction.ts';

export const noSwallowedInstruction = defineRule({
  id: 'dockerfile/no-swallowed-instruction',
  equivalents: ['NoEmptyContinuation'],
  summary: 'Disallow continuation characters that swallow the next instruction',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    swallowed: '{keyword} goes on into the next line, so this {swallowed} is only text to it.',
    open: '{keyword} asks for another line, and the file ends here.',
  },
  on: {
    instruction({ instruction }, report, { dockerfile }) {
      const { keyword, words, isOpen, at, keywordAt, emptyLines } = instruction;
      if (isOpen) {
        const end = { ...at, start: Math.max(at.start, at.end - 1) };
        report.open(end, { keyword }, { equivalents: [] });
      }
      const swallow = dockerfile && findSwallow(instruction, dockerfile.tree);
      if (swallow === undefined) return;
      const { index, swallowed, character } = swallow;
      const blanks = emptyLines.filter((line) => isBetween(line, swallow));
      const before = words.slice(0, index).map((word) => word.at);
      const last = before.at(-1) ?? keywordAt;
      const hasOperator = /^(?:&&|\|\||;)$/.test(words[index - 1]?.text ?? '');
      const end = (hasOperator ? before.at(-2) : last)?.end ?? last.end;
      report.swallowed(
        { file: at.file, start: character, end: character + 1 },
        { keyword, swallowed: swallowed.text },
        {
          equivalents: blanks.length > 0 ? ['NoEmptyContinuation'] : [],
          related: [{ at: swallowed.at, message: 'This is read as an argument.' }],
          fixes: [
            {
              title: 'Remove the continuation character',
              kind: 'suggestion',
              edits: () => [replace({ file: at.file, start: end, end: character + 1 }, '')],
            },
          ],
        },
      );
    },
  },
});

export const noSwallowedInstructionPage = definePage({
  rationale:
    'A continuation character at the end of the last line of an instruction joins the next instruction to it, blank lines between or not. The step then gets words like COPY as arguments, and the files are never copied.',
  bad: [
    {
      title: 'One character too many',
      files: {
        Dockerfile: 'FROM debian:12\nRUN useradd app \\\n\nCOPY serve.py /app/\n',
        'serve.py': '',
      },
      fixed: {
        Dockerfile: 'FROM debian:12\nRUN useradd app\n\nCOPY serve.py /app/\n',
        'serve.py': '',
      },
    },
    { title: 'Nothing behind it', files: { Dockerfile: 'FROM debian:12\nRUN useradd app \\\n' } },
  ],
  good: [
    {
      title: 'The last line ends by itself',
      files: {
        Dockerfile: 'FROM debian:12\nRUN useradd app \\\n    && mkdir /app\nCOPY serve.py /app/\n',
        'serve.py': '',
      },
    },
  ],
});
