import type { StageInstruction } from '../../model/project.ts';
import { findStepGroups } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noConsecutiveRun = defineRule({
  id: 'dockerfile/no-consecutive-run',
  equivalents: ['DL3059'],
  summary: 'Disallow short RUN instructions in a row',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { row: 'The RUN before does as little; one step with "&&" makes one layer of both.' },
  on: {
    dockerfile(dockerfile, report) {
      for (const { steps } of findStepGroups(dockerfile)) {
        steps.forEach((step, index) => {
          const before = steps[index - 1];
          if (before === undefined || !isShort(step) || !isShort(before)) return;
          if (flagsOf(step) === flagsOf(before)) report.row(step.instruction.keywordAt);
        });
      }
    },
  },
});

function isShort({ instruction, script }: StageInstruction): boolean {
  const { keyword, heredocs } = instruction;
  return keyword === 'RUN' && heredocs.length === 0 && script?.commands.length === 1;
}

function flagsOf({ instruction }: StageInstruction): string {
  return instruction.flags.map(({ name, value }) => `${name}=${value ?? ''}`).join(' ');
}

export const noConsecutiveRunPage = definePage({
  rationale:
    'Each step is a layer to store and to send. Small ones in a row cost time and gain nothing.',

  bad: [
    {
      title: 'Two layers',
      files: { Dockerfile: 'FROM debian:12\nRUN mkdir /data\nRUN chmod 755 /data\n' },
    },
  ],
  good: [
    {
      title: 'One layer',
      files: { Dockerfile: 'FROM debian:12\nRUN mkdir /data && chmod 755 /data\n' },
    },
  ],
});
