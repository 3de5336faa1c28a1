import type { Service } from '../../model/project.ts';
import { findEntry, findText, hasForeignFiles, listNames } from '../../rulekit/compose-values.ts';
import type { PlacedText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireKnownService = defineRule({
  id: 'compose/require-known-service',
  summary: 'Require links, shared namespaces and shared volumes to name services that exist',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unknown: '"{key}" names the service "{name}", which does not exist.',
    near: '"{key}" names the service "{name}", which does not exist; there is "{near}".',
  },
  on: {
    fileSet(fileSet, report) {
      if (hasForeignFiles(fileSet)) return;
      const names = new Set(fileSet.services.map(({ name }) => name));
      for (const service of fileSet.services) {
        for (const { key, name, at } of findUses(service)) {
          if (names.has(name)) continue;
          const near = findNearName(name, names);
          if (near === undefined) report.unknown(at, { key, name });
          else report.near(at, { key, name, near });
        }
      }
    },
  },
});

interface Use {
  readonly key: string;
  readonly name: string;
  readonly at: PlacedText['at'];
}

function findUses({ value }: Service): readonly Use[] {
  const toUse = (key: string, { text, at }: PlacedText): Use => ({
    key,
    name: text.split(':')[0] ?? '',
    at,
  });
  const toShared = (key: string, place: PlacedText | undefined): readonly Use[] =>
    place?.text.startsWith('service:') === true
      ? [{ key, name: place.text.slice('service:'.length), at: place.at }]
      : [];
  const volumes = listNames(findEntry(value, 'volumes_from')?.value);
  return [
    ...listNames(findEntry(value, 'links')?.value).map((place) => toUse('links', place)),
    ...volumes
      .filter(({ text }) => !text.startsWith('container:'))
      .map((place) => toUse('volumes_from', place)),
    ...['network_mode', 'ipc', 'pid'].flatMap((key) => toShared(key, findText(value, key))),
  ];
}

export const requireKnownServicePage = definePage({
  rationale:
    'A link, `volumes_from`, and `service:…` as a network, process or memory namespace make a service depend on another one. Compose refuses the whole file when there is none of that name.',
  references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  bad: [
    {
      title: 'A service that is gone',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    network_mode: service:vpn\n',
      },
    },
    {
      title: 'A service under another name',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    links:\n      - trackr:mlflow\n  tracker:\n    image: tracker:2.0.1\n',
      },
    },
  ],
  good: [
    {
      title: 'The service exists',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    network_mode: service:vpn\n  vpn:\n    image: vpn:3.1.0\n',
      },
    },
  ],
});
