import type { Span } from '../../base/span.ts';
import { findConfiguredAddresses } from '../../model/listen-addresses.ts';
import { findCommandPort, findServiceListeners } from '../../model/listen-ports.ts';
import { findCodeAddresses } from '../../model/process-addresses.ts';
import { findCodeServices } from '../../model/process-code.ts';
import type { FileSet, Project, Service } from '../../model/project.ts';
import { findServiceByHost, sharesNetwork } from '../../model/service-address.ts';
import { findEnvironmentAddresses } from '../../model/service-addresses.ts';
import { findServiceCommands } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  published: 'Port {port} of "{target}" is for the host; other containers reach it at {inside}.',
  silent: '"{target}" does not listen on port {port}, but on {inside}.',
  network: '"{service}" and "{target}" have no network in common, so the name does not resolve.',
  browser: 'A browser does not know "{target}": the name is for containers only.',
} as const;

export const requireReachableAddress = defineRule({
  id: 'project/require-reachable-address',
  summary: 'Require addresses of other services to name a port and a network that they have',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const told = new Set<string>();
      const outside = new Set(
        fileSet.networks.flatMap(({ name, isExternal }) => (isExternal ? [name] : [])),
      );
      for (const address of findAddresses(fileSet, project)) {
        const target = findServiceByHost(fileSet, address.host);
        const key = `${address.at.file}:${String(address.at.start)}`;
        if (target === undefined || target === address.service || told.has(key)) continue;
        const pair = `network of ${address.service.name}`;
        const isApart = told.has(pair);
        const kind = check(address, { target, outside, isApart }, report);
        if (kind !== undefined) told.add(kind === 'network' ? pair : key);
      }
    },
  },
});

interface Found {
  readonly service: Service;
  readonly host: string;
  readonly port: number | undefined;
  readonly at: Span;
  readonly portAt: Span | undefined;
  /** The variable that holds it. */
  readonly name: string | undefined;
}

function* findAddresses(fileSet: FileSet, project: Project): Generator<Found> {
  for (const service of fileSet.services) {
    if (sharesNetwork(service)) continue;
    for (const { item, host, hostAt, port, portAt } of findEnvironmentAddresses(service)) {
      // What an env file says may be meant for programs outside, too.
      yield { service, host, port, at: hostAt, portAt, name: item.name };
    }
    for (const { host, port, at } of findConfiguredAddresses(service, project)) {
      yield { service, host, port, at, portAt: undefined, name: undefined };
    }
  }
  for (const { service, sources, mayHave } of findCodeServices(fileSet, project)) {
    if (sharesNetwork(service)) continue;
    for (const { host, port, at, variable } of sources.flatMap(findCodeAddresses)) {
      if (variable !== undefined && mayHave(variable)) continue;
      yield { service, host, port, at, portAt: undefined, name: undefined };
    }
  }
}

/** What was wrong with the address. */
function check(
  { service, host, port, at, portAt, name }: Found,
  {
    target,
    outside,
    isApart,
  }: {
    readonly target: Service;
    readonly outside: ReadonlySet<string>;
    /** True where it was said already that the service lacks a network. */
    readonly isApart: boolean;
  },
  report: Report<typeof messages>,
): keyof typeof messages | undefined {
  if (name?.startsWith('MLFLOW_') === true) return undefined;
  if (name !== undefined && browserName.test(name)) {
    // A name with a dot may be known outside as well.
    if (host.includes('.')) return undefined;
    report.browser(at, { target: host });
    return 'browser';
  }
  if (name !== undefined && /ADVERTISE|ALLOWED|CORS|ORIGIN|PROXY/i.test(name)) return undefined;
  if (!shareNetwork(service, target, outside)) {
    if (isApart) return undefined;
    const related = [{ at: target.nameAt, message: 'This is the other service.' }];
    // A variable that services share by an anchor is right for most of them.
    const isOwn = service.entry.at.start <= at.start && at.end <= service.entry.at.end;
    report.network(
      isOwn || at.file !== service.entry.at.file ? at : service.nameAt,
      { service: service.name, target: target.name },
      { related },
    );
    return 'network';
  }
  const inside = port === undefined ? undefined : findInside(port, target);
  if (port === undefined || inside === undefined) return undefined;
  const data = { target: target.name, port: String(port), inside: String(inside.port) };
  const related = [{ at: inside.at ?? target.nameAt, message: 'This is the other service.' }];
  if (inside.at === undefined) report.silent(portAt ?? at, data, { related });
  else report.published(portAt ?? at, data, { related });
  return 'published';
}

/** Variables whose values end up in the code of a page. */
const browserName = /^(?:VITE|REACT_APP|NEXT_PUBLIC|NUXT_PUBLIC|VUE_APP|EXPO_PUBLIC|GATSBY)_/;

/** Networks from outside may be one and the same. */
function shareNetwork(a: Service, b: Service, outside: ReadonlySet<string>): boolean {
  const [first, second] = [a, b].map(({ networks, networkMode }) =>
    networkMode === undefined
      ? networks.length === 0
        ? ['default']
        : networks.map(({ name }) => name)
      : undefined,
  );
  if (first === undefined || second === undefined) return true;
  if ([first, second].every((names) => names.some((name) => outside.has(name)))) return true;
  return first.some((name) => second.includes(name));
}

/** The port that is meant, where the target has certainly none like the one asked for. */
function findInside(
  port: number,
  target: Service,
): { readonly port: number; readonly at: Span | undefined } | undefined {
  if (sharesNetwork(target) || findServiceListeners(target).includes(port)) return undefined;
  const published = target.ports.find((one) => one.published?.first === port);
  const inside = published?.target?.first;
  if (published !== undefined && inside !== undefined) return { port: inside, at: published.at };
  const told = findCommandPort(findServiceCommands(target));
  return told === undefined ? undefined : { port: told, at: undefined };
}

export const requireReachableAddressPage = definePage({
  rationale:
    'Containers reach each other by the name of a service, at the port on which its program listens, and over a network that both have joined. The port on the left side of `ports` is for the host only, and a page in a browser knows none of these names.',
  references: ['https://docs.docker.com/compose/how-tos/networking/'],
  bad: [
    {
      title: 'A port of the host, one that nobody has, and another network',
      files: {
        'compose.yaml': `services:
  scorer:
    image: scorer:1.4.0
    ports: ["8090:8000"]
    networks: [models]
  api:
    image: api:1.4.0
    command: uvicorn api:app --host 0.0.0.0 --port 8000
    networks: [models, web]
    environment:
      SCORER_URL: http://scorer:8090/score
  board:
    image: board:1.4.0
    networks: [web]
    environment:
      API_URL: http://api:8080/v1
      SCORER_URL: http://scorer:8000/score
      VITE_API_URL: http://api:8000/v1
networks: { models: , web: }
`,
      },
    },
  ],
  good: [
    {
      title: 'The port of the container, on a network of both',
      files: {
        'compose.yaml': `services:
  scorer:
    image: scorer:1.4.0
    ports: ["8090:8000"]
  api:
    image: api:1.4.0
    environment:
      SCORER_URL: http://scorer:8000/score
`,
      },
    },
  ],
});
