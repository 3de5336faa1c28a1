import type { Service } from '../../model/project.ts';
import { findEntry, findText, listItems, listTexts } from '../../rulekit/compose-values.ts';
import type { PlacedText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noConflictingKeys = defineRule({
  id: 'compose/no-conflicting-keys',
  summary: 'Disallow keys of a service that contradict each other',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    exclusive: '"{first}" and "{second}" exclude each other, so Compose refuses the file.',
    different: '"{first}" and "{second}" say different things, which Compose refuses.',
    name: '"container_name" fits one container, and "{key}" asks for {count}.',
    platform: '"{platform}" is not among the platforms of the build, which Compose refuses.',
  },
  on: {
    service(service, report) {
      const { value } = service;
      for (const [first, second] of exclusivePairs) {
        const at = findEntry(value, ...second.split('.'))?.keyAt;
        if (at === undefined || findEntry(value, ...first.split('.')) === undefined) continue;
        report.exclusive(at, { first, second });
      }
      for (const device of listDevices(service)) {
        const at = findEntry(device, 'device_ids')?.keyAt;
        if (at === undefined || findEntry(device, 'count') === undefined) continue;
        report.exclusive(at, { first: 'count', second: 'device_ids' });
      }
      for (const [first, second, read] of equalPairs) {
        const one = findText(value, ...first.split('.'));
        const other = findText(value, ...second.split('.'));
        if (one === undefined || other === undefined) continue;
        const [a, b] = [read(one.text), read(other.text)];
        if (a === undefined || b === undefined || a === b) continue;
        report.different(other.at, { first, second });
      }
      const many = findReplicas(service);
      const { containerName } = service;
      if (many !== undefined && containerName?.isKnown === true) {
        report.name(containerName.at, { key: many.key, count: many.count });
      }
      const platform = findText(value, 'platform');
      const platforms = listTexts(findEntry(value, 'build', 'platforms')?.value, '');
      const size = listItems(findEntry(value, 'build', 'platforms')?.value).length;
      if (platform === undefined || size === 0 || platforms.length !== size) return;
      if (platforms.some(({ text }) => text === platform.text)) return;
      report.platform(platform.at, { platform: platform.text });
    },
  },
});

const exclusivePairs = [
  ['network_mode', 'networks'],
  ['build.dockerfile', 'build.dockerfile_inline'],
] as const;

const equalPairs = [
  ['scale', 'deploy.replicas', readNumber],
  ['cpus', 'deploy.resources.limits.cpus', readNumber],
  ['pids_limit', 'deploy.resources.limits.pids', readNumber],
  ['mem_limit', 'deploy.resources.limits.memory', readSize],
  ['mem_reservation', 'deploy.resources.reservations.memory', readSize],
] as const;

function readNumber(text: string): number | undefined {
  const amount = Number(text);
  return text === '' || Number.isNaN(amount) ? undefined : amount;
}

function readSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i.exec(text);
  if (match === null) return undefined;
  const power = ['', 'k', 'm', 'g', 't', 'p'].indexOf((match[2] ?? '').toLowerCase());
  return Math.trunc(Number(match[1]) * 1024 ** power);
}

function listDevices({ value }: Service): ReturnType<typeof listItems> {
  const reserved = findEntry(value, 'deploy', 'resources', 'reservations', 'devices');
  return [...listItems(reserved?.value), ...listItems(findEntry(value, 'gpus')?.value)];
}

function findReplicas({ value }: Service): { key: string; count: string } | undefined {
  for (const key of ['scale', 'deploy.replicas']) {
    const place: PlacedText | undefined = findText(value, ...key.split('.'));
    const count = place === undefined ? undefined : readNumber(place.text);
    if (count !== undefined) return count > 1 ? { key, count: String(count) } : undefined;
  }
  return undefined;
}

export const noConflictingKeysPage = definePage({
  rationale:
    'Some settings of a service have two spellings, and some exclude each other. Compose does not choose for you: it refuses the whole file.',
  references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  bad: [
    {
      title: 'Networks beside the network of the host',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    network_mode: host\n    networks: [back]\nnetworks:\n  back:\n',
      },
    },
    {
      title: 'Two limits of memory',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    mem_limit: 4g\n    deploy:\n      resources:\n        limits:\n          memory: 8g\n',
      },
    },
    {
      title: 'One name for three containers',
      files: {
        'compose.yaml':
          'services:\n  worker:\n    image: worker:1.4.0\n    container_name: worker\n    deploy:\n      replicas: 3\n',
      },
    },
    {
      title: 'A platform that is not built',
      files: {
        'compose.yaml':
          'services:\n  train:\n    platform: linux/amd64\n    build:\n      context: .\n      platforms: [linux/arm64]\n',
        Dockerfile: 'FROM scratch\n',
      },
    },
  ],
  good: [
    {
      title: 'The same limit in both spellings',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    mem_limit: 4g\n    deploy:\n      replicas: 1\n      resources:\n        limits:\n          memory: 4096m\n',
      },
    },
  ],
});
