import { replace } from '../../rulekit/edits.ts';
import { readKeywords } from '../../rulekit/instruction-keywords.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferUpperCaseInstruction = defineRule({
  id: 'dockerfile/prefer-upper-case-instruction',
  equivalents: ['CASING_INSTRUCTION'],
  summary: 'Prefer instructions in upper case',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { lower: 'Written as {keyword}, the instruction stands out from its arguments.' },
  on: {
    dockerfile({ tree }, report) {
      const written = readKeywords(tree);
      // Where some are in upper case, those that are not are a matter of being consistent.
      if (written.some(({ text }) => text !== text.toLowerCase())) return;
      for (const { text, at } of written) {
        const keyword = text.toUpperCase();
        report.lower(
          at,
          { keyword },
          {
            fixes: [
              { title: `Write ${keyword}`, kind: 'safe', edits: () => [replace(at, keyword)] },
            ],
          },
        );
      }
    },
  },
});

export const preferUpperCaseInstructionPage = definePage({
  rationale: 'Docker does not care, but readers and many simple tools look for upper case.',

  bad: [
    {
      title: 'Lower case',
      files: { Dockerfile: 'from gcc:14\n# Build.\nrun make\n' },
      fixed: { Dockerfile: 'FROM gcc:14\n# Build.\nRUN make\n' },
    },
  ],
  good: [{ title: 'Upper case', files: { Dockerfile: 'FROM gcc:14\nRUN make\n' } }],
});
