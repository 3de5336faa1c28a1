import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noSwallowedInstruction = defineRule({
  id: 'dockerfile/no-swallowed-instruction',
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
      const { keyword, words, isOpen, at, keywordAt } = instruction;
      if (isOpen) report.open({ ...at, start: Math.max(at.start, at.end - 1) }, { keyword });
      const { text = '', escape = '\\' } = dockerfile?.tree ?? {};
      const index = words.findIndex(
        (word) =>
          instructionWord.test(word.text) &&
          word.at.start > keywordAt.end &&
          text[word.at.start - 1] === '\n' &&
          /^[A-Z]+[ \t]+\S/.test(text.slice(word.at.start, word.at.start + 20)),
      );
      const swallowed = words[index];
      if (swallowed === undefined) return;
      const before = words.slice(0, index).map((word) => word.at);
      const last = before.at(-1) ?? keywordAt;
      const character = text.indexOf(escape, last.end);
      if (character === -1 || character >= swallowed.at.start) return;
      const hasOperator = /^(?:&&|\|\||;)$/.test(words[index - 1]?.text ?? '');
      const end = (hasOperator ? before.at(-2) : last)?.end ?? last.end;
      report.swallowed(
        { file: at.file, start: character, end: character + 1 },
        { keyword, swallowed: swallowed.text },
        {
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

const instructionWord =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

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
      alsoReports: ['dockerfile/no-empty-continuation'],
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
