import { replace } from '../../rulekit/edits.ts';
import { readKeywords } from '../../rulekit/instruction-keywords.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const consistentInstructionCase = defineRule({
  id: 'dockerfile/consistent-instruction-case',
  equivalents: ['ConsistentInstructionCasing', 'CASING_INSTRUCTION'],
  summary: 'Require instructions in the case that most of the file has',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { other: '"{written}" stands in another case than most instructions of the file.' },
  on: {
    dockerfile({ tree }, report) {
      const written = readKeywords(tree);
      const upper = written.filter(({ text }) => text === text.toUpperCase()).length;
      const lower = written.filter(({ text }) => text === text.toLowerCase()).length;
      for (const { text, at } of written) {
        const wanted = lower > upper ? text.toLowerCase() : text.toUpperCase();
        if (text === wanted) continue;
        report.other(
          at,
          { written: text },
          {
            fixes: [{ title: `Write ${wanted}`, kind: 'safe', edits: () => [replace(at, wanted)] }],
          },
        );
      }
    },
  },
});

export const consistentInstructionCasePage = definePage({
  rationale:
    'A reader finds the steps of a file by words of one shape, and a step of another shape is overlooked.',

  references: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  bad: [
    {
      title: 'Two cases',
      files: { Dockerfile: 'FROM gcc:14\n# Build.\nrun make\nCMD ["serve"]\n' },
      fixed: { Dockerfile: 'FROM gcc:14\n# Build.\nRUN make\nCMD ["serve"]\n' },
    },
  ],
  good: [{ title: 'One case', files: { Dockerfile: 'from gcc:14\nrun make\n' } }],
});
