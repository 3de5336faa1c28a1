import { findEntry } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireMemoryLimit = defineRule({
  id: 'compose/require-memory-limit',
  summary: 'Require services that run beside others to say how much memory they may take',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    unlimited: 'Without a limit "{service}" may take all memory, and Linux then ends any process.',
  },
  on: {
    service({ name, nameAt, value }, report, { fileSet }) {
      // Alone it takes memory from nobody whom the file knows.
      if (fileSet === undefined || fileSet.services.length < 2) return;
      const isLimited =
        findEntry(value, 'mem_limit') !== undefined ||
        findEntry(value, 'deploy', 'resources', 'limits', 'memory') !== undefined;
      // What `extends` takes over may have it.
      if (!isLimited && !value.entries.has('extends')) report.unlimited(nameAt, { service: name });
    },
  },
});

export const requireMemoryLimitPage = definePage({
  rationale:
    'A training run that loads more than fits takes the whole machine down: the kernel ends whichever process it likes, often the database. With a limit only the container that asked for too much ends, with exit code 137, and says so.',
  references: ['https://docs.docker.com/reference/compose-file/deploy/#resources'],
  bad: [
    {
      title: 'No limit',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
  api:
    image: api:1.4.0
    mem_limit: 512m
`,
      },
    },
  ],
  good: [
    {
      title: 'A limit',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    deploy:
      resources:
        limits:
          cpus: '2'
          memory: 4G
  api:
    image: api:1.4.0
    mem_limit: 512m
`,
      },
    },
  ],
});
