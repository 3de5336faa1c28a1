import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findSwallow, isBetween } from '../../rulekit/swallowed-instruction.ts';

export const noEmptyContinuation = defineRule({
  id: 'dockerfile/no-empty-continuation',
  equivalents: ['NoEmptyContinuation'],
  summary: 'Disallow blank lines inside an instruction',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    empty:
      'Docker still skips a blank line inside {keyword}, and has announced that it will be an error.',
  },
  on: {
    instruction({ instruction }, report, { dockerfile }) {
      const { keyword } = instruction;
      if (dockerfile === undefined || instruction.emptyLines.length === 0) return;
      const { text } = dockerfile.tree;
      // Before a swallowed instruction the character is the mistake, and `dockerfile/no-swallowed-instruction` says so.
      const swallow = findSwallow(instruction, dockerfile.tree);
      const emptyLines = instruction.emptyLines.filter(
        (line) => swallow === undefined || !isBetween(line, swallow),
      );
      const [first] = emptyLines;
      if (first === undefined) return;
      report.empty(
        first,
        { keyword },
        {
          fixes: [
            {
              title: 'Remove the blank lines',
              kind: 'safe',
              edits: () =>
                emptyLines.map((at) => {
                  const feed = text.indexOf('\n', at.end);
                  return replace({ ...at, end: feed === -1 ? text.length : feed + 1 }, '');
                }),
            },
          ],
        },
      );
    },
  },
});

export const noEmptyContinuationPage = definePage({
  rationale:
    'The line above ends with a continuation character, so the next one belongs to the instruction. Docker passes over a blank one with a warning and has announced that it will be an error.',
  references: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  bad: [
    {
      title: 'A blank line, and one with blanks only',
      files: {
        Dockerfile: 'FROM debian:12\nRUN ls \\\n\n    # Now.\n    /srv \\\n  \n    /opt\n',
      },
      fixed: { Dockerfile: 'FROM debian:12\nRUN ls \\\n    # Now.\n    /srv \\\n    /opt\n' },
    },
  ],
  good: [
    {
      title: 'A comment, and a blank line behind the instruction',
      files: {
        Dockerfile: 'FROM debian:12\nRUN ls \\\n    # Now.\n    /srv\n\nRUN ls /opt\n',
      },
    },
  ],
});
