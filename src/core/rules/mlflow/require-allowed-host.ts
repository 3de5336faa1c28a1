import { findProxiedHosts } from '../../model/mlflow-proxies.ts';
import type { TrackingClient } from '../../model/mlflow-clients.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isAtLeastToday } from '../../model/mlflow-versions.ts';
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
    fileSet(fileSet, report, { project }) {
      const { servers, clients } = project.mlflow.findStack(fileSet);
      for (const tracking of servers) {
        if (!checksHosts(tracking)) continue;
        const { server, service } = tracking;
        const allowed = server.findOption(['--allowed-hosts'], ['MLFLOW_SERVER_ALLOWED_HOSTS']);
        if (allowed?.isKnown === false) continue;
        const names = allowed?.text.split(',').map((name) => name.trim());
        const proxies = fileSet.services.flatMap((one) =>
          findProxiedHosts(one, project.snapshot).flatMap(({ host }) =>
            getServiceNames(service).includes(host.replace(/:\d+$/, ''))
              ? [{ client: one.name, host }]
              : [],
          ),
        );
        const client = clients
          .filter((one) => one.server === tracking)
          .flatMap((one) => findHost(one) ?? [])
          .concat(proxies)
          .find(({ host }) => names?.some((name) => matches(name, host)) !== true);
        if (allowed === undefined) {
          if (client !== undefined) report.none(server.at, client);
          continue;
        }
        if (client !== undefined) report.unlisted(allowed.at, client);
        const port = service.ports.find(({ published }) => published !== undefined)?.published;
        const host = `localhost:${port?.first ?? ''}`;
        if (port !== undefined && names?.some((name) => matches(name, host)) !== true) {
          report.published(allowed.at, { host });
        }
      }
    },
  },
});

/** The check came with 3.5 and belongs to the default server program. */
function checksHosts({ server, peer, service }: TrackingServer): boolean {
  if (
    !isAtLeastToday(peer.mlflow, '3.5', service) ||
    server.hasFlag('--disable-security-middleware')
  ) {
    return false;
  }
  const other = server.findOption(
    ['--gunicorn-opts', '--waitress-opts'],
    ['MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE'],
  );
  return other === undefined && server.findOption(['--host', '-h'], ['MLFLOW_HOST']) !== undefined;
}

/** The host as the client's requests name it. */
function findHost({ service, uri }: TrackingClient): { client: string; host: string } | undefined {
  const address = uri.isKnown ? parseUrlAddress(uri.text) : undefined;
  if (address === undefined || isLoopback(address.host)) return undefined;
  const port = address.port === undefined ? '' : `:${address.port}`;
  return { client: service.name, host: `${address.host}${port}` };
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
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: mlflow server --host 0.0.0.0 --backend-store-uri postgresql://db/runs --artifacts-destination s3://runs
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
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: mlflow server --host 0.0.0.0 --allowed-hosts mlflow.example.org --backend-store-uri postgresql://db/runs --artifacts-destination s3://runs
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
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: mlflow server --host 0.0.0.0 --allowed-hosts tracking:5000,localhost:5000 --backend-store-uri postgresql://db/runs --artifacts-destination s3://runs
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
