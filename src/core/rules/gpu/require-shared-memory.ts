import { findLoaderWorkers } from '../../model/gpu-code.ts';
import type { Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireSharedMemory = defineRule({
  id: 'gpu/require-shared-memory',
  summary: 'Require more shared memory where workers of a DataLoader hand over batches',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    small: '"{service}" loads data with workers and has 64 MB of shared memory; set shm_size.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      for (const { service, sources } of project.mlflow.findStack(fileSet).peers) {
        const workers = hasMemory(service) ? undefined : findLoaderWorkers(sources);
        if (workers === undefined) continue;
        const related = [{ at: workers, message: 'The workers are asked for here.' }];
        report.small(service.nameAt, { service: service.name }, { related });
      }
    },
  },
});

/** `shm_size`, the host's own, or something mounted there. */
function hasMemory({ value, mounts }: Service): boolean {
  const tmpfs = value.entries.get('tmpfs')?.value;
  const texts = tmpfs?.kind === 'list' ? tmpfs.items : tmpfs === undefined ? [] : [tmpfs];
  return (
    ['shm_size', 'ipc', 'extends'].some((key) => value.entries.has(key)) ||
    mounts.some(({ target }) => target === '/dev/shm') ||
    texts.some((item) => item.kind === 'scalar' && item.text.startsWith('/dev/shm'))
  );
}

export const requireSharedMemoryPage = definePage({
  rationale:
    'The workers of a DataLoader hand their batches over in `/dev/shm`, which has 64 MB in a container. When that is full, training stops with "Bus error" or "DataLoader worker is killed", often in the middle of an epoch.',
  exceptions: 'Batches that are small enough fit. Without workers no shared memory is needed.',
  references: ['https://docs.docker.com/reference/compose-file/services/#shm_size'],
  bad: [
    {
      title: 'Workers, and the default',
      files: {
        'compose.yaml': `services:
  fit:
    image: python:3.12-slim
    command: python /srv/fit.py
    volumes: ["./fit.py:/srv/fit.py"]
`,
        'fit.py':
          'from torch.utils.data import DataLoader\n\nloader = DataLoader(range(8), num_workers=4)\n',
      },
    },
  ],
  good: [
    {
      title: 'Enough for some batches',
      files: {
        'compose.yaml': `services:
  fit:
    image: python:3.12-slim
    command: python /srv/fit.py
    shm_size: 2gb
    volumes: ["./fit.py:/srv/fit.py"]
`,
        'fit.py':
          'from torch.utils.data import DataLoader\n\nloader = DataLoader(range(8), num_workers=4)\n',
      },
    },
  ],
});
