import type { Stage } from '../../model/project.ts';
import { findStepGroups } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isOwnImage } from '../../rulekit/image-tags.ts';

export const noRelativeCopyDestination = defineRule({
  id: 'dockerfile/no-relative-copy-destination',
  equivalents: ['DL3045'],
  summary: 'Require a WORKDIR before files are copied to a relative path',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    relative: 'Where "{path}" ends up is decided by the base image, since no WORKDIR comes before.',
  },
  on: {
    dockerfile(dockerfile, report, { project }) {
      for (const { stage, steps } of findStepGroups(dockerfile)) {
        if (hasWorkdir(stage?.parent)) continue;
        // A base of the project's own is made for what is copied into it.
        if (stage?.base !== undefined && isOwnImage(stage.base, project)) continue;
        for (const { instruction, copy, isWorkdirWritten } of steps) {
          if (instruction.keyword === 'WORKDIR') break;
          if (copy === undefined || isWorkdirWritten) continue;
          const path = copy.destination.text.replaceAll(/["']/g, '');
          if (/^(?:[/\\$%]|[A-Za-z]:)/.test(path)) continue;
          report.relative(copy.destination.at, { path });
        }
      }
    },
  },
});

function hasWorkdir(stage: Stage | undefined): boolean {
  if (stage === undefined) return false;
  const own = stage.instructions.some(({ instruction }) => instruction.keyword === 'WORKDIR');
  return own || hasWorkdir(stage.parent);
}

export const noRelativeCopyDestinationPage = definePage({
  rationale:
    'A relative destination is joined to the working directory of the base image, mostly the root of the file system, and changes with the image.',
  bad: [
    {
      title: 'The root of the file system',
      files: { Dockerfile: 'FROM python:3.12-slim\nCOPY serve.py .\n', 'serve.py': '' },
    },
  ],
  good: [
    {
      title: 'A folder of its own',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY serve.py .\n',
        'serve.py': '',
      },
    },
  ],
});
