import { findMlflowServers, findVariable, type MlflowServer } from '../../model/mlflow-server.ts';
import type { FileSet } from '../../model/project.ts';
import { getServiceNames, isLoopback, parseUrlAddress } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireAllowedHost = defineRule({
  id: 'mlflow/require-allowed-host',
  summary: 'Require MLflow servers to allow the names that their clients use',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unlisted: 'The allowed hosts lack "{host}", so MLflow refuses "{client}" with status 403.',
    none: 'MLflow from 3.5 on answers only localhost by default, and "{client}" calls "{host}".',
    published: 'The allowed hosts lack "{host}", so MLflow refuses browsers on this machine.',
  },
  on: {
    fileSet(fileSet, report) {
      for (const server of findMlflowServers(fileSet)) {
        if (server.service === undefined || !checksHosts(server)) continue;
        const allowed = server.findOption(['--allowed-hosts'], ['MLFLOW_SERVER_ALLOWED_HOSTS']);
        if (allowed?.isKnown === false) continue;
        const names = allowed?.text.split(',').map((name) => name.trim());
        const client = findClients(fileSet, server).find(
          ({ host }) => names?.some((name) => matches(name, host)) !== true,
        );
        if (allowed === undefined) {
          if (client !== undefined) report.none(server.at, client);
          continue;
        }
        if (client !== undefined) report.unlisted(allowed.at, client);
        const port = server.service.ports.find(
          ({ published }) => published !== undefined,
        )?.published;
        const host = `localhost:${port?.first ?? ''}`;
        if (port !== undefined && names?.some((name) => matches(name, host)) !== true) {
          report.published(allowed.at, { host });
        }
      }
    },
  },
});

/** The check came with 3.5 and belongs to the default server program. */
function checksHosts(server: MlflowServer): boolean {
  const image = server.service?.image;
  if (image === undefined || server.service?.build !== undefined) return false;
  const [, major = '0', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(image.tag ?? '') ?? [];
  const isNew = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 5);
  if (!/(?:^|\/)mlflow$/.test(image.repository) || !isNew) return false;
  const other = server.findOption(['--gunicorn-opts', '--waitress-opts'], []);
  return other === undefined && server.findOption(['--host', '-h'], ['MLFLOW_HOST']) !== undefined;
}

function findClients(
  fileSet: FileSet,
  { service }: MlflowServer,
): readonly { readonly client: string; readonly host: string }[] {
  return fileSet.services.flatMap((candidate) => {
    if (service === undefined || candidate === service) return [];
    const uri = findVariable(candidate, 'MLFLOW_TRACKING_URI');
    const address = uri?.isKnown === true ? parseUrlAddress(uri.text) : undefined;
    if (address === undefined || isLoopback(address.host)) return [];
    if (!getServiceNames(service).includes(address.host)) return [];
    const port = address.port === undefined ? '' : `:${address.port}`;
    return [{ client: candidate.name, host: `${address.host}${port}` }];
  });
}

/** `*` stands for anything; the check compares with the port that the client names. */
function matches(pattern: string, host: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${source}$`, 'i').test(host);
}

export const requireAllowedHostPage = definePage({
  rationale:
    'Since 3.5 MLflow compares the Host header of each request with a list, to keep web pages from talking to it behind the user. By default the list holds localhost and private addresses: a client that calls the server by its service name is refused.',
  references: ['https://mlflow.org/docs/latest/self-hosting/security/network/'],
  bad: [
    {
      title: 'A server that knows no name of its own',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.6.0
    command: mlflow server --host 0.0.0.0
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
`,
      },
    },
    {
      title: 'A list without those who call',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.6.0
    command: mlflow server --host 0.0.0.0 --allowed-hosts mlflow.example.org
    ports:
      - "5000:5000"
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
`,
      },
    },
  ],
  good: [
    {
      title: 'A list with both names',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.6.0
    command: mlflow server --host 0.0.0.0 --allowed-hosts tracking:5000,localhost:5000
    ports:
      - "5000:5000"
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
`,
      },
    },
  ],
});
