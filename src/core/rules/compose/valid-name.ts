import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validName = defineRule({
  id: 'compose/valid-name',
  equivalents: ['invalid-schema'],
  summary: 'Require names of services and resources that Compose allows',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    name: '"{name}" is no name that Compose allows in "{owner}".',
    plain: '"{key}" is read as something else than text; put the key in quotes.',
  },
  on: {
    fileSet({ shapeProblems }, report) {
      for (const problem of shapeProblems) {
        if (problem.kind === 'badName') {
          report.name(problem.at, { name: problem.name, owner: problem.owner });
        } else if (problem.kind === 'plainKey') {
          const { at, key } = problem;
          const edits = () => [{ at, insert: `"${key}"` }];
          const fixes = [{ title: 'Put the key in quotes', kind: 'safe', edits }] as const;
          report.plain(at, { key }, { fixes });
        }
      }
    },
  },
});

export const validNamePage = definePage({
  rationale:
    'Names of services, volumes, networks, configs and secrets may have letters, digits, dots, hyphens and underscores. And every key of a compose file has to be a text: YAML reads `5000:` as a number and `true:` as a truth value.',
  references: ['https://docs.docker.com/reference/compose-file/services/'],
  bad: [
    {
      title: 'A blank in a name',
      files: { 'compose.yaml': 'services:\n  train job:\n    image: trainer:1.4.0\n' },
    },
    {
      title: 'A number as a key',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      1: one\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      "1": one\n',
      },
    },
  ],
  good: [
    {
      title: 'Letters, digits, hyphens and dots',
      files: { 'compose.yaml': 'services:\n  train-job.v2:\n    image: trainer:1.4.0\n' },
    },
  ],
});
