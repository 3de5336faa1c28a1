import { findTrackingUris } from '../../model/mlflow-clients.ts';
import { findVariable, type MlflowServer } from '../../model/mlflow-server.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import type { FileSet, ScalarTextLike, Service } from '../../model/project.ts';
import {
  findServiceByHost,
  getServiceNames,
  parseUrlAddress,
  sharesNetwork,
  type UrlAddress,
} from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  host: 'Nothing here is called "{host}", so the name does not resolve; the server is "{server}".',
  network: '"{service}" and "{server}" have no network in common, so the name does not resolve.',
  port: 'In its container "{server}" listens on {port}, and nothing answers on {wanted}.',
  proxy: '"{service}" asks {proxy} for "{host}", which no proxy knows: NO_PROXY lacks the name.',
} as const;

export const requireReachableServer = defineRule({
  id: 'mlflow/require-reachable-server',
  summary: 'Require tracking URIs to lead to a server that the service can reach',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const { peers, servers } = project.mlflow.findStack(fileSet);
      const [first] = servers;
      if (first === undefined) return;
      for (const peer of peers) {
        const { service } = peer;
        if (sharesNetwork(service)) continue;
        for (const uri of findTrackingUris(peer)) {
          const address = uri.isKnown ? parseUrlAddress(uri.text) : undefined;
          if (address === undefined || !/^https?$/.test(address.scheme)) continue;
          const server = servers.find((one) => getServiceNames(one.service).includes(address.host));
          if (server !== undefined) {
            if (server.peer !== peer) check({ uri, service, address, server }, report);
          } else if (isUnknownHost(address.host, service, fileSet)) {
            report.host(uri.at, { host: address.host, server: first.service.name });
          }
        }
      }
    },
  },
});

interface Call {
  readonly uri: ScalarTextLike;
  readonly service: Service;
  readonly address: UrlAddress;
  readonly server: TrackingServer;
}

function check({ uri, service, address, server }: Call, report: Report<typeof messages>): void {
  const own = networksOf(service);
  if (
    !sharesNetwork(server.service) &&
    !networksOf(server.service).some((name) => own.includes(name))
  ) {
    report.network(uri.at, { service: service.name, server: server.service.name });
  }
  const proxy = findProxy(service, address);
  if (proxy !== undefined) {
    report.proxy(uri.at, { service: service.name, proxy, host: address.host });
  }
  const port = findPort(server.server);
  const wanted = address.port ?? (address.scheme === 'https' ? 443 : 80);
  if (port === undefined || port === wanted) return;
  report.port(uri.at, { server: server.service.name, port: `${port}`, wanted: `${wanted}` });
}

/** The variable that sends calls of the service to a proxy. */
function findProxy(service: Service, { scheme, host }: UrlAddress): string | undefined {
  const names = scheme === 'https' ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const proxy = [...names, 'ALL_PROXY', 'all_proxy'].find(
    (name) => (findVariable(service, name)?.text ?? '') !== '',
  );
  const passed = service.environment.some(({ name }) => /^no_proxy$/i.test(name));
  const excluded = ['NO_PROXY', 'no_proxy'].flatMap((name) => {
    const value = findVariable(service, name);
    return value === undefined ? [] : [value];
  });
  if (proxy === undefined || (passed && excluded.length === 0)) return undefined;
  const isExcluded = excluded.some(
    ({ text, isKnown }) =>
      !isKnown ||
      text.split(/[,\s]+/).some((name) => name === '*' || name.replace(/:\d+$/, '') === host),
  );
  return isExcluded ? undefined : proxy;
}

function networksOf({ networks }: Service): readonly string[] {
  return networks.length === 0 ? ['default'] : networks.map(({ name }) => name);
}

/** Undefined where it is not known. */
function findPort(server: MlflowServer): number | undefined {
  if (server.findOption(['--gunicorn-opts', '--uvicorn-opts'], []) !== undefined) return undefined;
  const port = server.findOption(['--port', '-p'], ['MLFLOW_PORT']);
  if (port === undefined) return 5000;
  return port.isKnown && /^\d+$/.test(port.text) ? Number(port.text) : undefined;
}

/** A short name that nothing here answers to. */
function isUnknownHost(host: string, service: Service, fileSet: FileSet): boolean {
  if (!/^[a-z][a-z0-9_-]*$/i.test(host) || host === 'localhost') return false;
  // Names of other projects are known on a network that they share.
  if (fileSet.kind === 'overlay' || fileSet.networks.some(({ isExternal }) => isExternal))
    return false;
  const hasOwnNames = ['links', 'external_links', 'extra_hosts'].some((key) =>
    service.value.entries.has(key),
  );
  return !hasOwnNames && findServiceByHost(fileSet, host) === undefined;
}

const stack = (uri: string, more = ''): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: >
      mlflow server --host 0.0.0.0 --port 5000
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    ports:
      - "127.0.0.1:5080:5000"
    volumes:
      - state:/state
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: ${uri}
${more}volumes:
  state:
`;
const network = '    networks:\n      - jobs\nnetworks:\n  jobs:\n';

export const requireReachableServerPage = definePage({
  rationale:
    "On a network of the project other containers reach the server by its service's name and on the port that it listens on; the port behind which the host publishes it is for programs on the host. Otherwise the client tries for minutes and then fails.",
  exceptions:
    'Projects with external networks, names with a dot, and services with links or hosts of their own are left alone.',
  references: ['https://docs.docker.com/compose/how-tos/networking/'],
  bad: [
    {
      title: 'The port that the host publishes',
      files: { 'compose.yaml': stack('http://tracking:5080') },
    },
    { title: 'A name that nothing has', files: { 'compose.yaml': stack('http://runs:5000') } },
    {
      title: "A company's proxy, which does not know the names of services",
      files: {
        'compose.yaml': stack(
          'http://tracking:5000\n      HTTP_PROXY: http://proxy.example.org:3128',
        ),
      },
    },
    {
      title: 'Networks without a service in common',
      files: { 'compose.yaml': stack('http://tracking:5000', network) },
    },
  ],
  good: [
    {
      title: "The service's name and the port in its container",
      files: { 'compose.yaml': stack('http://tracking:5000') },
    },
  ],
});
