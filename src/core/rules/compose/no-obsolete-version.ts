import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { removeLines } from '../../rulekit/edits.ts';

export const noObsoleteVersion = defineRule({
  id: 'compose/no-obsolete-version',
  equivalents: ['no-version-field'],
  summary: 'Disallow the top-level version key, which Compose ignores',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    obsolete: 'Compose ignores "version" and warns about it on every call.',
  },
  on: {
    composeFile(file, report) {
      const entry = file.root?.entries.get('version');
      if (entry === undefined || entry.value?.kind === 'map') return;
      report.obsolete(entry.keyAt, {
        fixes: [
          {
            title: 'Remove version',
            kind: 'safe',
            edits: () => [removeLines(file, entry.at)],
          },
        ],
      });
    },
  },
});

export const noObsoleteVersionPage = definePage({
  rationale:
    'The key chose a file format in the days of the first docker-compose. Today it changes nothing, misleads readers about what is possible, and prints a warning.',
  references: ['https://docs.docker.com/reference/compose-file/version-and-name/'],
  bad: [
    {
      title: 'A file format that no longer exists',
      files: {
        'compose.yaml': `version: "3.8"

# Trains once a night.
services:
  train:
    image: trainer:1.4.0
`,
      },
      fixed: {
        'compose.yaml': `# Trains once a night.
services:
  train:
    image: trainer:1.4.0
`,
      },
    },
    {
      title: 'A comment behind the key stays',
      files: {
        'compose.yaml': `version: "3.8" # Nightly training.
services:
  train:
    image: trainer:1.4.0
`,
      },
      fixed: {
        'compose.yaml': `# Nightly training.
services:
  train:
    image: trainer:1.4.0
`,
      },
    },
  ],
  good: [
    {
      title: 'No version',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
`,
      },
    },
  ],
});
