import { findPassedPaths } from '../../model/mlflow-proxies.ts';
import { getServiceNames } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ExampleFiles } from '../../rulekit/rule.ts';

export const requireStaticPrefix = defineRule({
  id: 'mlflow/require-static-prefix',
  summary: 'Require a prefix that MLflow takes and that a proxy before it uses',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages: {
    slash: 'MLflow stops at "{prefix}": a prefix begins with a slash and ends without one.',
    proxy: 'The proxy hands this path on as it is, and "{server}" has no "--static-prefix {path}".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers } = project.mlflow.findStack(fileSet);
      const paths = fileSet.services.flatMap((service) =>
        findPassedPaths(service, project.snapshot),
      );
      for (const { server, service } of servers) {
        const prefix = server.findOption(['--static-prefix'], ['MLFLOW_STATIC_PREFIX']);
        if (prefix?.isKnown === false) continue;
        if (prefix !== undefined && !/^(?:\/.*[^/])?$/.test(prefix.text)) {
          report.slash(prefix.at, { prefix: prefix.text });
        }
        for (const { path, at, host } of paths) {
          if (!getServiceNames(service).includes(host)) continue;
          const own = prefix?.text.replace(/\/$/, '') ?? '';
          // What lies below the prefix is a part of it.
          if (own !== '' && (path === own || path.startsWith(`${own}/`))) continue;
          if (own === '' && knownPaths.test(path)) continue;
          report.proxy(at, { server: service.name, path });
        }
      }
    },
  },
});

/** Paths that the server has without any prefix. */
const knownPaths =
  /^\/(?:api|ajax-api|health|version|static-files|get-artifact|graphql|v1|gateway)\b/;

const stack = (option: string, path: string): ExampleFiles => ({
  'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: >
      mlflow server --host 0.0.0.0${option}
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
  web:
    image: nginx:1.27.5
    ports:
      - "127.0.0.1:8080:80"
    volumes:
      - ./web.conf:/etc/nginx/conf.d/default.conf:ro
volumes:
  state:
`,
  'web.conf': `server {
  listen 80;
  location ${path} {
    proxy_pass http://tracking:5000;
  }
}
`,
});

export const requireStaticPrefixPage = definePage({
  rationale:
    'Behind a path of a proxy the page of MLflow asks for files and data below that path. The server answers them only when it knows the path as its prefix; otherwise the page is empty or ends in status 404.',
  exceptions:
    'Proxies that take the path away themselves, by a path behind the address or a rewrite.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/tracking-server/'],
  bad: [
    { title: 'A path that the server does not know', files: stack('', '/runs') },
    {
      title: 'A slash at the end',
      files: stack(' --static-prefix /runs/', '/runs/'),
    },
  ],
  good: [
    { title: 'One path for both', files: stack(' --static-prefix /runs', '/runs') },
    { title: 'The whole server', files: stack('', '/') },
  ],
});
