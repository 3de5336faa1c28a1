import type { Span } from '../../base/span.ts';
import type { FileSet, Service } from '../../model/project.ts';
import { findConfiguredAddresses, type Address } from '../../model/listen-addresses.ts';
import { findPortOwner } from '../../model/listen-ports.ts';
import { findCodeAddresses } from '../../model/process-addresses.ts';
import { findCodeServices } from '../../model/process-code.ts';
import { getServiceNames, isLoopback, sharesNetwork } from '../../model/service-address.ts';
import { findEnvironmentAddresses } from '../../model/service-addresses.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPublisher, hostGateway } from '../../rulekit/host-gateway.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  unknown: 'No service of this project is called "{host}", so the name does not resolve.',
  other: 'No service of this project is called "{host}"; port {port} is the one of "{owner}".',
  near: 'No service of this project is called "{host}"; there is "{near}".',
  gateway: '"host.docker.internal" leads out of the project and back; "{service}" is nearer.',
} as const;

export const requireKnownHost = defineRule({
  id: 'project/require-known-host',
  summary: 'Require host names in URLs to be services of the project',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const { services } = fileSet;
      // Names of other projects are known on a network that they share.
      const isOpen = fileSet.networks.some(({ isExternal }) => isExternal);
      if (isOpen || fileSet.kind === 'overlay' || services.length === 0) return;
      const names = collectNames(fileSet);
      const others = project.fileSets.filter((other) => other !== fileSet);
      const elsewhere = new Set(
        // Files of one folder are often used together, whatever their names say.
        others
          .filter(({ folder }) => folder === fileSet.folder)
          .flatMap((set) => [...collectNames(set)]),
      );
      const check = ({ host, at, port, isSure }: Wanted): void => {
        if (host === hostGateway) reportGateway({ at, port }, services, report);
        if (!/^[a-z][a-z0-9_-]*$/i.test(host) || isLoopback(host)) return;
        const name = host.toLowerCase();
        if (names.has(name) || elsewhere.has(name) || outside.has(name)) return;
        const near = findNearName(name, names);
        const owner = port === undefined ? undefined : findPortOwner(port, services)?.name;
        if (near !== undefined) report.near(at, { host, near });
        else if (owner !== undefined) report.other(at, { host, port: String(port), owner });
        else if (isSure) report.unknown(at, { host });
      };
      for (const service of services) {
        if (/^(?:host|none|service:|container:)/.test(service.networkMode?.text ?? '')) continue;
        // A service alone is a part of something bigger.
        if (services.length > 1) for (const address of findEnvironment(service)) check(address);
        for (const address of findConfiguredAddresses(service, project))
          check({ ...address, isSure: true });
      }
      if (services.length < 2) return;
      for (const { service, sources, mayHave } of findCodeServices(fileSet, project)) {
        if (sharesNetwork(service)) continue;
        for (const { host, at, port, variable } of sources.flatMap(findCodeAddresses)) {
          if (variable === undefined || !mayHave(variable))
            check({ host, at, port, isSure: false });
        }
      }
    },
  },
});

/** Names that something else than the project's services answers to. */
const outside: ReadonlySet<string> = new Set([
  'localhost',
  'host',
  'hostname',
  'example',
  'none',
  'null',
  'user',
  'server',
  'unix',
  'registry',
  'gateway',
  'metadata',
]);

/** Schemes of addresses in a network; `s3://bucket` and `models:/name` are none. */
const schemes =
  /^(?:https?|wss?|grpc|tcp|redis|rediss|mongodb|amqps?|mysql|mariadb|postgres|postgresql|clickhouse|nats|kafka|bolt|neo4j)(?:\+\w+)?$/;

function collectNames({ services }: FileSet): ReadonlySet<string> {
  const names = services.flatMap((service) => {
    const links = ['links', 'external_links', 'extra_hosts'].flatMap((key) => {
      const value = service.value.entries.get(key)?.value;
      if (value?.kind === 'map') return [...value.entries.keys()];
      if (value?.kind !== 'list') return [];
      return value.items.flatMap((item) => (item.kind === 'scalar' ? item.text.split(/[:=]/) : []));
    });
    return [...getServiceNames(service), ...links.map((name) => name.toLowerCase())];
  });
  return new Set(names);
}

/** An address, and whether it is one beyond doubt. */
interface Wanted extends Address {
  readonly isSure: boolean;
}

function* findEnvironment(service: Service): Generator<Wanted> {
  for (const { item, scheme, host, hostAt, port, portAt } of findEnvironmentAddresses(service)) {
    const { name, origin } = item;
    // Rules about MLflow know more about its own addresses.
    if (/^MLFLOW_|(?:^|_)NO_PROXY$|CORS|ORIGIN|ADVERTISE|LISTEN|BIND|VIRTUAL_HOST/i.test(name))
      continue;
    if (scheme !== undefined && !schemes.test(scheme)) continue;
    // A host without a port may be a name of the company's own network.
    const isDatabase = scheme !== undefined && !/^(?:https?|wss?)$/.test(scheme);
    const isUrl = scheme !== undefined && (portAt !== undefined || isDatabase);
    if (scheme !== undefined && !isUrl) continue;
    // What an env file says is for programs outside, too.
    const isSure =
      origin === 'environment' &&
      (isUrl || (scheme === undefined && item.value?.text.includes(':') === true));
    yield { host, port, at: hostAt, isSure };
  }
}

function reportGateway(
  { at, port }: { readonly at: Span; readonly port: number | undefined },
  services: readonly Service[],
  report: Report<typeof messages>,
): void {
  const target = findPublisher(port, services);
  if (target !== undefined) report.gateway(at, { service: target.name });
}

export const requireKnownHostPage = definePage({
  rationale:
    'On the network of a project Docker resolves the names of its services, their container names, hostnames and aliases. Any other short name ends in "Name or service not known", often after a service was renamed.',
  exceptions:
    'Names with a dot, values with unknown variables and projects that join an external network are left alone.',
  references: ['https://docs.docker.com/compose/how-tos/networking/'],
  bad: [
    {
      title: 'A service that has another name',
      files: {
        'compose.yaml': `services:
  features:
    image: redis:7.4
  api:
    image: api:1.4.0
    environment:
      STORE_URL: redis://store:6379/0
      CACHE_URL: redis://feature:6379/1
      REDIS_HOST: cache
      MODEL_URL: http://models:8000
`,
      },
    },
    {
      title: 'A sibling through the host',
      files: {
        'compose.yaml': `services:
  scorer:
    image: scorer:1.4.0
    ports:
      - "8090:8090"
  nightly:
    image: nightly:1.4.0
    environment:
      SCORER_URL: http://host.docker.internal:8090/
`,
      },
    },
  ],
  good: [
    {
      title: 'Names, aliases and hosts of the internet',
      files: {
        'compose.yaml': `services:
  features:
    image: redis:7.4
    hostname: store
  api:
    image: api:1.4.0
    environment:
      STORE_URL: redis://store:6379/0
      MODEL_URL: https://models.example.org:8443/
`,
      },
    },
  ],
});
