import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnknownCopyStage = defineRule({
  id: 'dockerfile/no-unknown-copy-stage',
  equivalents: ['DL3022'],
  summary: 'Require COPY --from to name an earlier stage or an image with its version',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    stage: 'No earlier stage is called "{name}", so Docker looks for an image of that name.',
    index: 'There is no earlier stage with the number {name}.',
  },
  on: {
    instruction({ stage, copy, instruction }, report, { dockerfile }) {
      if (copy?.from === undefined || instruction.keyword === 'ONBUILD') return;
      const name = copy.from;
      const at = instruction.flags.find((flag) => flag.name === 'from')?.valueAt;
      if (at === undefined || !/^[\w.-]+$/.test(name)) return;
      const count = stage?.index ?? 0;
      if (/^\d+$/.test(name)) {
        const isOwn = stage !== undefined && Number(name) === count;
        if (Number(name) >= count && !isOwn) report.index(at, { name });
        return;
      }
      const known = dockerfile?.stages.slice(0, count + (stage === undefined ? 0 : 1)) ?? [];
      const isKnown = known.some((earlier) => earlier.name?.toLowerCase() === name.toLowerCase());
      if (!isKnown) report.stage(at, { name });
    },
  },
});

export const noUnknownCopyStagePage = definePage({
  rationale:
    'A name that is no stage is taken for an image of a registry. A misspelled stage then fails with a message about access, or copies from an image of somebody else.',
  exceptions: 'Contexts that `docker build --build-context` adds are not known here.',

  bad: [
    {
      title: 'A stage that was renamed',
      files: {
        Dockerfile:
          'FROM gcc:14 AS build\nRUN make\nFROM debian:12\nCOPY --from=builder /out /out\n',
      },
    },
    {
      title: 'A number too high',
      files: { Dockerfile: 'FROM debian:12\nCOPY --from=3 /out /out\n' },
    },
  ],
  good: [
    {
      title: 'A stage, and an image',
      files: {
        Dockerfile:
          'FROM gcc:14 AS build\nRUN make\nFROM debian:12\nCOPY --from=build /out /out\nCOPY --from=busybox:1.36 /bin/busybox /bin/\n',
      },
    },
  ],
});
