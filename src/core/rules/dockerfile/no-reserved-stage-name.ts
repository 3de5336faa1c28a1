import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noReservedStageName = defineRule({
  id: 'dockerfile/no-reserved-stage-name',
  equivalents: ['DL3063', 'ReservedStageName'],
  summary: 'Disallow stages with a name that Docker uses itself',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    reserved:
      '"{name}" means something else to Docker, so nobody can build on this stage by its name.',
  },
  on: {
    stage({ name, from }, report) {
      const at = from.words[2]?.at;
      if (name === undefined || at === undefined || !/^(?:scratch|context)$/i.test(name)) return;
      report.reserved(at, { name });
    },
  },
});

export const noReservedStageNamePage = definePage({
  rationale:
    '`scratch` is the empty image and `context` the folder that is sent. A stage of that name is overlooked.',

  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  bad: [{ title: 'A name that is taken', files: { Dockerfile: 'FROM debian:12 AS context\n' } }],
  good: [{ title: "A name of one's own", files: { Dockerfile: 'FROM debian:12 AS sources\n' } }],
});
