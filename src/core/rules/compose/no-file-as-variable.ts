import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noFileAsVariable = defineRule({
  id: 'compose/no-file-as-variable',
  summary: 'Disallow file names in environment, which takes variables',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    file: '"{name}" is taken for the name of a variable; files go into "env_file".',
  },
  on: {
    service({ environment }, report) {
      for (const { name, nameAt, value, origin } of environment) {
        if (origin !== 'environment' || value !== undefined) continue;
        if (/(?:^|[/\\])\.?env(?:\.\w+)?$|\.env$|^\.{1,2}\//.test(name))
          report.file(nameAt, { name });
      }
    },
  },
});

export const noFileAsVariablePage = definePage({
  rationale:
    'An entry of `environment` without a value passes the variable of that name on. A file name there names no variable, so the container starts without any of the values in the file.',
  references: ['https://docs.docker.com/reference/compose-file/services/#env_file'],
  bad: [
    {
      title: 'An env file in the wrong list',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      - ./train.env\n',
        'train.env': 'EPOCHS=10\n',
      },
    },
  ],
  good: [
    {
      title: 'An env file where it belongs',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    env_file: ./train.env\n',
        'train.env': 'EPOCHS=10\n',
      },
    },
  ],
});
