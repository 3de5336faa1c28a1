import type { Span } from '../../base/span.ts';
import { findConfiguredAddresses } from '../../model/listen-addresses.ts';
import { findServiceListeners } from '../../model/listen-ports.ts';
import { findCodeAddresses } from '../../model/process-addresses.ts';
import { findCodeServices } from '../../model/process-code.ts';
import type { FileSet, Project, Service } from '../../model/project.ts';
import {
  isClientLoopback,
  parseUrlAddress,
  schemePorts,
  sharesNetwork,
} from '../../model/service-address.ts';
import { findEnvironmentAddresses } from '../../model/service-addresses.ts';
import { findServiceCommands, findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noLoopbackUrl = defineRule({
  id: 'project/no-loopback-url',
  summary: 'Disallow localhost in addresses of other services',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    loopback: '"{host}" is the container of "{service}" itself; port {port} belongs to "{owner}".',
    default: '"{service}" does not get "{name}", and "{host}" is its own container, not "{owner}".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      for (const { service, host, port, at, name, variable } of findAddresses(fileSet, project)) {
        if (port === undefined || !isClientLoopback(host) || sharesNetwork(service)) continue;
        if (name !== undefined && isExcluded(name)) continue;
        if (findServiceListeners(service).includes(port)) continue;
        const owner = findOwner(port, fileSet, service);
        if (owner === undefined) continue;
        const data = { host, service: service.name, port: String(port), owner: owner.name };
        const related = [{ at: owner.nameAt, message: 'This service has the port.' }];
        if (variable === undefined) report.loopback(at, data, { related });
        else report.default(at, { ...data, name: variable }, { related });
      }
    },
  },
});

interface Found {
  readonly service: Service;
  readonly host: string;
  readonly port: number | undefined;
  readonly at: Span;
  /** The variable that holds the address or its default. */
  readonly name: string | undefined;
  /** The variable that is not set, so that the program takes the address. */
  readonly variable: string | undefined;
}

/** Where programs of the services connect to: variables, mounted configurations, commands and code. */
function* findAddresses(fileSet: FileSet, project: Project): Generator<Found> {
  for (const service of fileSet.services) {
    if (!isForBrowser(service)) {
      for (const { item, host, port, hostAt, scheme } of findEnvironmentAddresses(service)) {
        const at = scheme === undefined ? hostAt : (item.value?.at ?? hostAt);
        yield { service, host, port, at, name: item.name, variable: undefined };
      }
    }
    for (const { text, at, name } of findOtherTexts(service)) {
      const url = parseUrlAddress(text);
      const port = url?.port ?? schemePorts.get(url?.scheme.replace(/\+.*/, '') ?? '');
      if (url !== undefined) yield { service, host: url.host, port, at, name, variable: undefined };
    }
    for (const { host, port, at } of findConfiguredAddresses(service, project)) {
      yield { service, host, port, at, name: undefined, variable: undefined };
    }
  }
  const told = new Set<string>();
  for (const { service, sources, mayHave } of findCodeServices(fileSet, project)) {
    for (const { host, port, at, variable } of sources.flatMap(findCodeAddresses)) {
      if (variable !== undefined && mayHave(variable)) continue;
      const key = `${at.file}:${String(at.start)}`;
      if (told.has(key)) continue;
      told.add(key);
      yield { service, host, port, at, name: variable, variable };
    }
  }
}

interface Text {
  readonly text: string;
  readonly at: Span;
  readonly name: string | undefined;
}

/** Words of the command, and variables of the image that the service does not set anew. */
function findOtherTexts(service: Service): readonly Text[] {
  const words = findServiceCommands(service).flatMap((command) => command.words);
  const options = words.map(({ text, at }) => {
    return { text: text.replace(/^-[\w-]+=/, ''), at, name: undefined };
  });
  const own = new Set(service.environment.map(({ name }) => name));
  const variables = [...(findServiceStage(service)?.variables.values() ?? [])].flatMap(
    ({ name, kind, value, at }) =>
      kind === 'env' && value !== undefined && !own.has(name) ? [{ text: value, at, name }] : [],
  );
  return isForBrowser(service) ? options : [...options, ...variables];
}

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
function isExcluded(name: string): boolean {
  return /^MLFLOW_|CORS|ORIGIN|PUBLIC|EXTERNAL|BROWSER|REDIRECT|CALLBACK|ADVERTISE|FRONTEND|ALLOWED|DOMAIN|ISSUER|WEBSITE|(?:^|_)(?:UI|WEB|SITE|ROOT|BASE|HOST)_?UR[LI]$|(?:^|_)UI_|^(?:VITE|REACT_APP|NEXT_PUBLIC|NUXT|RAY|GF|JUPYTER)_/i.test(
    name,
  );
}

function isForBrowser(service: Service): boolean {
  const { name, image, build } = service;
  // These ask for data on the server, whatever they are called.
  const words = findServiceCommands(service).flatMap((command) => command.words);
  if (words.some(({ text }) => /^(?:streamlit|gradio|chainlit)$/.test(text))) return false;
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
    {
      title: 'A default in the code that nobody replaces',
      files: {
        'compose.yaml': `services:
  store:
    image: redis:7.4
  train:
    image: python:3.12-slim
    command: python /srv/train.py
    volumes: ["./train.py:/srv/train.py"]
`,
        'train.py':
          'import os\n\nimport redis\n\nstore = redis.Redis(host=os.getenv("STORE_HOST", "localhost"))\n',
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
