import { definePage, defineRule } from '../../rulekit/define-rule.ts';

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
      const text = dockerfile?.tree.text ?? '';
      const swallowed = words.find(
        (word) =>
          instructionWord.test(word.text) &&
          word.at.start > keywordAt.end &&
          text[word.at.start - 1] === '\n' &&
          /^[A-Z]+[ \t]+\S/.test(text.slice(word.at.start, word.at.start + 20)),
      );
      if (swallowed === undefined) return;
      report.swallowed(swallowed.at, { keyword, swallowed: swallowed.text });
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
