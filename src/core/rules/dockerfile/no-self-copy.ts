import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noSelfCopy = defineRule({
  id: 'dockerfile/no-self-copy',
  equivalents: ['DL3023', 'DS-0006'],
  summary: 'Disallow COPY --from of its own stage',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { self: 'This stage cannot copy from itself: it is not built yet.' },
  on: {
    instruction({ stage, copy, instruction }, report) {
      if (copy?.from === undefined || stage === undefined || instruction.keyword === 'ONBUILD')
        return;
      const isOwn =
        copy.from === String(stage.index) || copy.from.toLowerCase() === stage.name?.toLowerCase();
      const at = instruction.flags.find((flag) => flag.name === 'from')?.at;
      if (isOwn && at !== undefined) report.self(at);
    },
  },
});

export const noSelfCopyPage = definePage({
  rationale: 'The build stops with a circular dependency. Within a stage, `cp` in RUN copies.',

  bad: [
    {
      title: 'Its own name',
      files: { Dockerfile: 'FROM debian:12 AS app\nCOPY --from=app /a /b\n' },
    },
  ],
  good: [
    {
      title: 'An earlier stage',
      files: {
        Dockerfile: 'FROM debian:12 AS build\nFROM debian:12 AS app\nCOPY --from=build /a /b\n',
      },
    },
  ],
});
