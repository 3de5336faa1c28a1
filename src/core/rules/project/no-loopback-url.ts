import { findServiceListeners } from '../../model/listen-ports.ts';
import type { EnvironmentItem, FileSet, Service } from '../../model/project.ts';
import { isLoopback, parseUrlAddress, sharesNetwork } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noLoopbackUrl = defineRule({
  id: 'project/no-loopback-url',
  summary: 'Disallow localhost in addresses of other services',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    loopback: '"{host}" is the container of "{service}" itself; port {port} belongs to "{owner}".',
  },
  on: {
    fileSet(fileSet, report) {
      for (const service of fileSet.services) {
        if (sharesNetwork(service) || isForBrowser(service)) continue;
        for (const item of service.environment) {
          const { name, value } = item;
          if (value === undefined || !value.isKnown || isExcluded(item)) continue;
          const address = parseUrlAddress(value.text);
          if (address?.port === undefined || !isLoopback(address.host)) continue;
          const { host, port } = address;
          if (findServiceListeners(service).some((own) => own === port)) continue;
          const owner = findOwner(port, fileSet, service);
          if (owner === undefined || name.startsWith('MLFLOW_')) continue;
          const data = { host, service: service.name, port: String(port), owner: owner.name };
          report.loopback(value.at, data, {
            related: [{ at: owner.nameAt, message: 'This service has the port.' }],
          });
        }
      }
    },
  },
});

/** The one other service that listens on the port, or publishes it. */
function findOwner(port: number, { services }: FileSet, self: Service): Service | undefined {
  const owners = services.filter(
    (service) =>
      service !== self &&
      !sharesNetwork(service) &&
      (findServiceListeners(service).includes(port) ||
        service.ports.some(({ published }) => published?.first === port)),
  );
  return owners.length === 1 && !self.ports.some(({ published }) => published?.first === port)
    ? owners[0]
    : undefined;
}

/** Addresses that a browser or a program outside uses. */
function isExcluded({ name }: EnvironmentItem): boolean {
  return /CORS|ORIGIN|PUBLIC|EXTERNAL|BROWSER|REDIRECT|CALLBACK|ADVERTISE|FRONTEND|ALLOWED|DOMAIN|ISSUER|WEBSITE|(?:^|_)(?:UI|WEB|SITE|ROOT|BASE|HOST)_?UR[LI]$|(?:^|_)UI_|^(?:VITE|REACT_APP|NEXT_PUBLIC|NUXT|RAY|GF|JUPYTER)_/i.test(
    name,
  );
}

function isForBrowser({ name, image, build }: Service): boolean {
  const text = `${name} ${image?.repository ?? ''} ${build?.context ?? ''}`;
  return /front|(?:^|[^a-z])(?:ui|web|client|node|nginx)(?:[^a-z]|$)/i.test(text);
}

export const noLoopbackUrlPage = definePage({
  rationale:
    'Inside a container `localhost` is the container itself. An address that was right on the laptop ends in "connection refused" as soon as the program runs beside the other service instead of on the same machine.',
  exceptions:
    'Addresses for browsers (CORS, origins, public URLs, front ends), ports of the service itself and shared networks are left alone.',
  references: ['https://docs.docker.com/compose/how-tos/networking/'],
  bad: [
    {
      title: "The object store at the server's own localhost",
      files: {
        'compose.yaml': `services:
  store:
    image: redis:7.4
  train:
    image: train:1.4.0
    environment:
      STORE_URL: redis://localhost:6379/0
`,
      },
    },
  ],
  good: [
    {
      title: 'A service name, and an address for browsers',
      files: {
        'compose.yaml': `services:
  store:
    image: redis:7.4
  train:
    image: train:1.4.0
    environment:
      STORE_URL: redis://store:6379/0
      CORS_ORIGINS: http://localhost:6379
`,
      },
    },
  ],
});
