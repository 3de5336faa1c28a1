import { findStepGroups } from '../../rulekit/build-steps.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noWgetAndCurl = defineRule({
  id: 'dockerfile/no-wget-and-curl',
  equivalents: ['DL4001', 'DS-0014'],
  summary: 'Disallow using both wget and curl in a stage',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { both: '{other} was used before; one program for downloads is enough.' },
  on: {
    dockerfile(dockerfile, report) {
      for (const { steps } of findStepGroups(dockerfile)) {
        const used = steps
          .filter(({ instruction }) => instruction.keyword === 'RUN')
          .flatMap(({ script }) => findPrograms(script))
          .filter(({ name }) => name === 'wget' || name === 'curl');
        const [first] = used;
        const second = used.find(({ name }) => name !== first?.name);
        if (first !== undefined && second !== undefined) {
          report.both(second.nameAt, { other: first.name });
        }
      }
    },
  },
});

export const noWgetAndCurlPage = definePage({
  rationale: 'Each of the two brings libraries of its own into the image.',

  bad: [
    {
      title: 'Both',
      files: {
        Dockerfile:
          'FROM buildpack-deps:bookworm\nRUN wget -q https://example.org/a\nRUN curl -fsSLO https://example.org/b\n',
      },
    },
  ],
  good: [
    {
      title: 'One',
      files: {
        Dockerfile:
          'FROM buildpack-deps:bookworm\nRUN curl -fsSLO https://example.org/a && curl -fsSLO https://example.org/b\n',
      },
    },
  ],
});
