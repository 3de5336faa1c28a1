import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireHealthcheck = defineRule({
  id: 'dockerfile/require-healthcheck',
  equivalents: ['DL3057', 'DS-0026', 'CKV_DOCKER_2'],
  summary: 'Require images to say how to check their health',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    missing: 'Nobody can tell whether a container of this image works: it has no HEALTHCHECK.',
  },
  on: {
    dockerfile({ stages, uses }, report) {
      const stage = stages.at(-1);
      if (stage === undefined || hasCheck(stage)) return;
      // A job ends by itself, and Compose may check a server's image from outside.
      const isChecked = uses.every(
        ({ service }) => service.healthcheck !== undefined || service.restart?.text === 'no',
      );
      if (uses.length === 0 || !isChecked) report.missing(stage.from.keywordAt);
    },
  },
});

function hasCheck({ instructions, parent }: Stage): boolean {
  const own = instructions.some(({ instruction }) => instruction.keyword === 'HEALTHCHECK');
  return own || (parent !== undefined && hasCheck(parent));
}

export const requireHealthcheckPage = definePage({
  rationale:
    'Without a check Docker calls a server healthy as soon as its process runs, and services that wait for it start too early.',
  exceptions: 'Images of jobs that end by themselves need no check.',

  bad: [
    { title: 'A server without a check', files: { Dockerfile: 'FROM debian:12\nCMD ["serve"]\n' } },
  ],
  good: [
    {
      title: 'A check',
      files: {
        Dockerfile: 'FROM debian:12\nHEALTHCHECK CMD ["serve", "--check"]\nCMD ["serve"]\n',
      },
    },
  ],
});
