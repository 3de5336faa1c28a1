import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validContainerName = defineRule({
  id: 'compose/valid-container-name',
  equivalents: ['service-container-name-regex'],
  summary: 'Require names of containers that the engine accepts',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    name: '"{name}" is no name that the engine accepts for a container.',
  },
  on: {
    service({ containerName }, report) {
      if (containerName === undefined || !containerName.isKnown) return;
      const { text, at } = containerName;
      // A single character is refused by Compose already.
      if (text.length > 1 && !/^[a-zA-Z\d][\w.-]+$/.test(text)) report.name(at, { name: text });
    },
  },
});

export const validContainerNamePage = definePage({
  rationale:
    'The name of a container begins with a letter or a digit and has letters, digits, dots, hyphens and underscores after it. Compose looks only for a part that fits, and the engine then refuses to create the container.',
  references: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  bad: [
    {
      title: 'A blank in the name',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    container_name: train job\n',
      },
    },
  ],
  good: [
    {
      title: 'A hyphen in the name',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    container_name: train-job\n',
      },
    },
  ],
});
