import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRelativeWorkdir = defineRule({
  id: 'dockerfile/no-relative-workdir',
  equivalents: [
    'DL3000',
    'WorkdirRelativePath',
    'WORKDIR_IS_NOT_ABSOLUTE',
    'DS-0009',
    'CKV_DOCKER_10',
  ],
  summary: 'Require WORKDIR to be absolute where the base image decides what it is relative to',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    relative: 'WORKDIR "{path}" is relative to a folder that the base image chooses.',
  },
  on: {
    instruction(item, report) {
      const { instruction } = item;
      if (instruction.keyword !== 'WORKDIR' || item.isWorkdirWritten) return;
      const path = instruction.argument.text.replace(/^["']/, '');
      if (path === '' || isAbsolute(path)) return;
      report.relative(instruction.argument.at, { path: instruction.argument.text });
    },
  },
});

export const noRelativeWorkdirPage = definePage({
  rationale:
    'The first relative WORKDIR of a stage is joined to the working directory of the base image, which may change with the next version of the image. Files then land where no later instruction looks for them.',
  exceptions: 'A relative WORKDIR behind an absolute one of the same Dockerfile is fine.',
  references: ['https://docs.docker.com/reference/build-checks/workdir-relative-path/'],
  bad: [
    {
      title: 'A folder relative to whatever the base image has',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR app
COPY train.py .
CMD ["python", "train.py"]
`,
        'train.py': '',
      },
    },
  ],
  good: [
    {
      title: 'An absolute folder, and one below it',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY train.py .
WORKDIR models
CMD ["python", "/app/train.py"]
`,
        'train.py': '',
      },
    },
  ],
});

/** A variable may hold an absolute path; drive letters are absolute too. */
function isAbsolute(path: string): boolean {
  return /^(?:[/\\$%]|[A-Za-z]:)/.test(path);
}
