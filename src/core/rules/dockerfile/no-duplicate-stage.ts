import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDuplicateStage = defineRule({
  id: 'dockerfile/no-duplicate-stage',
  equivalents: [
    'DL3024',
    'DuplicateStageName',
    'DUPLICATE_BUILD_STAGE_NAME',
    'DS-0012',
    'CKV_DOCKER_11',
  ],
  summary: 'Disallow two stages of one name',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    taken: 'Another stage is called "{name}" already, so nobody can tell which is meant.',
  },
  on: {
    dockerfile({ stages }, report) {
      const seen = new Set<string>();
      for (const { name, from } of stages) {
        const at = from.words[2]?.at;
        if (name === undefined || at === undefined) continue;
        const key = name.toLowerCase();
        if (seen.has(key)) report.taken(at, { name });
        seen.add(key);
      }
    },
  },
});

export const noDuplicateStagePage = definePage({
  rationale:
    'Names of stages are compared without regard to case. With two of a name, `COPY --from` and `--target` take one of them, and not always the one that was meant.',
  references: ['https://docs.docker.com/reference/build-checks/duplicate-stage-name/'],
  bad: [
    {
      title: 'A stage that was copied',
      files: { Dockerfile: 'FROM debian:12 AS build\nFROM python:3.12 AS Build\n' },
    },
  ],
  good: [
    {
      title: 'Names of their own',
      files: { Dockerfile: 'FROM debian:12 AS build\nFROM python:3.12 AS run\n' },
    },
  ],
});
