import type { Span } from '../../base/span.ts';
import { isAtLeast } from '../../model/mlflow-versions.ts';
import type { FileSet, Service } from '../../model/project.ts';
import { findServiceByHost, isLoopback, parseUrlAddress } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noOpenServer = defineRule({
  id: 'mlflow/no-open-server',
  summary: 'Disallow MLflow servers that let any web page in, or keep out one of the stack',
  severity: 'info',
  preset: 'recommended',
  since: '0.2.0',
  messages: {
    hosts:
      'With "*" any web page that a user of this MLflow opens can talk to it through the browser.',
    origins: 'With "*" any web page can write to MLflow in the name of who opens it.',
    disabled:
      'Without this check any web page that a user opens can talk to MLflow through the browser.',
    browser:
      'MLflow from 3.5 on refuses what "{page}" writes from a browser: no origin is allowed.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      for (const { server, peer, service } of project.mlflow.findStack(fileSet).servers) {
        const hosts = server.findOption(['--allowed-hosts'], ['MLFLOW_SERVER_ALLOWED_HOSTS']);
        const origins = server.findOption(
          ['--cors-allowed-origins'],
          ['MLFLOW_SERVER_CORS_ALLOWED_ORIGINS'],
        );
        if (isAll(hosts?.text)) report.hosts((hosts ?? server).at);
        if (isAll(origins?.text)) report.origins((origins ?? server).at);
        if (server.hasFlag('--disable-security-middleware')) report.disabled(server.at);
        else if (origins === undefined && isAtLeast(peer.mlflow, '3.5')) {
          const page = findBrowserPage(fileSet, service);
          if (page !== undefined) report.browser(page.at, { page: page.name });
        }
      }
    },
  },
});

/** In quotes where a list item has them. */
function isAll(text: string | undefined): boolean {
  return text !== undefined && /^["']?\*["']?$/.test(text);
}

/** A service that gives the address of the server to a browser. */
function findBrowserPage(
  fileSet: FileSet,
  server: Service,
): { readonly at: Span; readonly name: string } | undefined {
  for (const service of fileSet.services) {
    for (const { name, value } of service.environment) {
      if (!/^(?:VITE|REACT_APP|NEXT_PUBLIC|NUXT_PUBLIC)_\w*MLFLOW/.test(name)) continue;
      const address = value === undefined ? undefined : parseUrlAddress(value.text);
      if (value === undefined || address === undefined) continue;
      const isPublished = server.ports.some(({ published }) => published?.first === address.port);
      const isServer = findServiceByHost(fileSet, address.host) === server;
      if ((isLoopback(address.host) && isPublished) || isServer) {
        return { at: value.at, name: service.name };
      }
    }
  }
  return undefined;
}

const compose = (options: string, environment = ''): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: >
      mlflow server --host 0.0.0.0 ${options}
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    ports:
      - "127.0.0.1:5000:5000"
    volumes:
      - state:/state
${environment}volumes:
  state:
`;

export const noOpenServerPage = definePage({
  rationale:
    'Since 3.5 MLflow checks which hosts and origins requests name, since a page in the same browser could otherwise read and delete runs. A star switches that off; a front end of your own needs its origin in the list.',
  exceptions: 'Servers behind a proxy that checks users by itself.',
  references: ['https://mlflow.org/docs/latest/self-hosting/security/network/'],
  bad: [
    {
      title: 'Stars',
      files: { 'compose.yaml': compose('--allowed-hosts "*" --cors-allowed-origins "*"') },
    },
    {
      title: 'No check at all',
      files: { 'compose.yaml': compose('--disable-security-middleware') },
    },
    {
      title: 'A front end whose origin is not allowed',
      files: {
        'compose.yaml': compose(
          '--allowed-hosts localhost:5000',
          '  web:\n    image: web:1.4.0\n    environment:\n      VITE_MLFLOW_URL: http://localhost:5000\n',
        ),
      },
    },
  ],
  good: [
    {
      title: 'The names that are used',
      files: {
        'compose.yaml': compose(
          '--allowed-hosts localhost:5000 --cors-allowed-origins http://localhost:3000',
        ),
      },
    },
  ],
});
