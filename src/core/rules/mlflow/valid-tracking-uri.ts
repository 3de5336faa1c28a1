import type { Fix } from '../../base/finding.ts';
import type { FileSet, ScalarTextLike, Service } from '../../model/project.ts';
import { findWrittenUris } from '../../model/mlflow-clients.ts';
import { findServiceByHost, parseUrlAddress } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';

export const validTrackingUri = defineRule({
  id: 'mlflow/valid-tracking-uri',
  summary: 'Require tracking URIs that MLflow takes for the address of a server',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    scheme: '"{uri}" has no "http://", so MLflow takes it for a folder and never asks a server.',
    unexpanded: 'Nothing fills in "{text}" here, so MLflow takes the text for a folder.',
    unknown: 'MLflow has no tracking store for "{scheme}:", so every call fails.',
    address: '"{host}" is the address of a container, which changes; a service has its name.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { peers } = project.mlflow.findStack(fileSet);
      for (const peer of peers) {
        for (const uri of findWrittenUris(peer)) {
          if (!uri.isKnown) continue;
          const [text] = /\$\{[^}]*\}?|\$[A-Z_]+/.exec(uri.text) ?? [];
          if (text !== undefined) {
            report.unexpanded(uri.at, { text });
            continue;
          }
          if (lacksScheme(uri.text, fileSet)) {
            report.scheme(uri.at, { uri: uri.text }, { fixes: createFix(uri) });
          }
          const address = parseUrlAddress(uri.text);
          if (address === undefined) continue;
          if (/^(?:tcp|udp|ws|ftp|grpc)$/.test(address.scheme)) {
            report.unknown(uri.at, { scheme: address.scheme });
          } else if (isContainerAddress(address.host, fileSet.services)) {
            report.address(uri.at, { host: address.host });
          }
        }
      }
    },
  },
});

/** `tracking:5000`, or the mere name of a service. */
function lacksScheme(uri: string, fileSet: FileSet): boolean {
  if (/^[a-z][\w.-]*:\d{2,5}(?:\/|$)/i.test(uri) || /^\d+(?:\.\d+){3}(?::\d+)?$/.test(uri)) {
    return true;
  }
  return /^[\w.-]+$/.test(uri) && findServiceByHost(fileSet, uri) !== undefined;
}

/** Docker's own networks begin at 172.17; addresses that a service was given are steady. */
function isContainerAddress(host: string, services: readonly Service[]): boolean {
  // The first address of a network is the machine itself.
  if (!/^172\.(?:1[7-9]|2\d|3[01])\.\d+\.\d+$/.test(host) || host.endsWith('.0.1')) return false;
  return !services.some(({ value }) => {
    const networks = value.entries.get('networks')?.value;
    if (networks?.kind !== 'map') return false;
    return [...networks.entries.values()].some(({ value: one }) => {
      const given = one?.kind === 'map' ? one.entries.get('ipv4_address')?.value : undefined;
      return given?.kind === 'scalar' && given.text === host;
    });
  });
}

function createFix({ text, at }: ScalarTextLike): readonly Fix[] {
  const quotes = (at.end - at.start - text.length) / 2;
  if ((quotes !== 0 && quotes !== 1) || !/\.ya?ml$/.test(at.file)) return [];
  const place = { ...at, end: at.start + quotes };
  return [
    {
      title: 'Put http:// before it',
      kind: 'suggestion',
      edits: () => [insertAfter(place, 'http://')],
    },
  ];
}

export const validTrackingUriPage = definePage({
  rationale:
    'What has no scheme is a folder to MLflow: runs go to a folder named `tracking:5000`, and nothing is said about it. An address such as 172.18.0.3 belongs to another container after the next start.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/tracking-server/'],
  bad: [
    {
      title: 'Name and port alone',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: tracking:5000\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://tracking:5000\n',
      },
    },
    {
      title: 'A variable that Compose was told to leave alone',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://$${TRACKING}:5000\n',
      },
    },
    {
      title: 'The address of a container',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://172.18.0.3:5000\n',
      },
    },
    {
      title: 'Another scheme',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: tcp://tracking:5000\n',
      },
    },
  ],
  good: [
    {
      title: 'The name of the service',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://tracking:5000\n',
      },
    },
  ],
});
