import { insertAfter } from '../../rulekit/edits.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noWgetProgress = defineRule({
  id: 'dockerfile/no-wget-progress',
  equivalents: ['DL3047'],
  summary: 'Require wget to print no progress bar',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { progress: 'The progress bar fills the log of the build with thousands of lines.' },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { name, nameAt, arguments: words } of findPrograms(script)) {
        if (name !== 'wget' || words.length === 0 || words.some(({ plain }) => quiet.test(plain)))
          continue;
        report.progress(nameAt, {
          fixes: [
            {
              title: 'Add --progress=dot:giga',
              kind: 'suggestion',
              edits: () => [insertAfter(nameAt, ' --progress=dot:giga')],
            },
          ],
        });
      }
    },
  },
});

const quiet =
  /^-[A-Za-z]*[qoab]|^-nv|^--(?:quiet|no-verbose|progress|output-file|append-output|background|version)/;

export const noWgetProgressPage = definePage({
  rationale:
    'Without a terminal wget draws a line for every fifty kilobytes. For a model of gigabytes the message that matters is lost.',

  bad: [
    {
      title: 'A line for every piece',
      files: {
        Dockerfile:
          'FROM buildpack-deps:bookworm\nRUN wget https://example.org/model.bin # Large.\n',
      },
      fixed: {
        Dockerfile:
          'FROM buildpack-deps:bookworm\nRUN wget --progress=dot:giga https://example.org/model.bin # Large.\n',
      },
    },
  ],
  good: [
    {
      title: 'Quiet',
      files: {
        Dockerfile: 'FROM buildpack-deps:bookworm\nRUN wget -q https://example.org/model.bin\n',
      },
    },
  ],
});
