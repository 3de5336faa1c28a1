import type { FileSet, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isDatabase } from '../../rulekit/database-services.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  port: '"{service}" listens at {port} here and at {other} in "{file}".',
  variable: '"{service}" gets "{name}" in "{file}" and not here.',
  image:
    '"{service}" is "{image}" here and "{other}" in "{file}", and one may not read the data of the other.',
} as const;

export const consistentFileSets = defineRule({
  id: 'compose/consistent-file-sets',
  summary: 'Require compose files that replace each other to describe a service alike',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const base = project.fileSets.find((other) => replaces(fileSet, other));
      if (base === undefined) return;
      for (const service of fileSet.services) {
        const other = base.services.find(({ name }) => name === service.name);
        if (other !== undefined) compare(service, { other, base }, report);
      }
    },
  },
});

/** True for the first of several complete sets of one folder that have most services in common. */
function replaces(own: FileSet, other: FileSet): boolean {
  if (own === other || own.kind === 'overlay' || other.kind === 'overlay') return false;
  if (own.folder !== other.folder || own.files.some((file) => other.files.includes(file))) {
    return false;
  }
  // The default set is what the others are measured by; without one the first by its name is.
  const isFirst = other.kind === 'default' || (own.kind !== 'default' && other.id < own.id);
  const names = new Set(other.services.map(({ name }) => name));
  const shared = own.services.filter(({ name }) => names.has(name)).length;
  return isFirst && shared >= 2 && shared * 2 >= own.services.length;
}

interface Counterpart {
  readonly other: Service;
  readonly base: FileSet;
}

function compare(
  service: Service,
  { other, base }: Counterpart,
  report: Report<typeof messages>,
): void {
  const file = base.files[0]?.path ?? '';
  const data = { service: service.name, file };
  const [port] = service.ports;
  const [otherPort] = other.ports;
  if (service.ports.length === 1 && other.ports.length === 1 && port !== undefined) {
    const own = port.target?.first;
    const theirs = otherPort?.target?.first;
    if (own !== undefined && theirs !== undefined && own !== theirs) {
      report.port(port.at, { ...data, port: String(own), other: String(theirs) });
    }
  }
  const { image } = service;
  if (image?.isKnown === true && other.image?.isKnown === true && isDatabase(service)) {
    const isSame = image.repository === other.image.repository;
    if (isSame && majorOf(image.tag) !== majorOf(other.image.tag)) {
      report.image(image.at, { ...data, image: image.text, other: other.image.text });
    }
  }
  if (service.envFiles.length > 0 || other.envFiles.length > 0) return;
  const names = new Set(service.environment.map(({ name }) => name));
  for (const { name, value } of other.environment) {
    // What leads to another service is needed wherever that service is.
    if (names.has(name) || !namesService(value?.text ?? '', base)) continue;
    report.variable(service.nameAt, { ...data, name });
  }
}

function majorOf(tag: string | undefined): string | undefined {
  return /^v?(\d+)/.exec(tag ?? '')?.[1];
}

function namesService(text: string, { services }: FileSet): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([\w.-]+)/i.exec(text)?.[1];
  return services.some(({ name }) => name === host);
}

export const consistentFileSetsPage = definePage({
  rationale:
    'A file for development and one for production describe the same services, and a change often reaches only one of them. The stack then works at the desk and not on the server: a service looks for another at a port that it left, or misses an address.',
  exceptions: 'Files that are laid over each other with `-f` do not repeat what they share.',
  references: ['https://docs.docker.com/compose/how-tos/multiple-compose-files/'],
  bad: [
    {
      title: 'What only one of two files has',
      files: {
        'compose.yaml': `services:
  tracking:
    image: tracking:1.4.0
    ports: ["5001:5001"]
  store:
    image: postgres:16.6
    volumes:
      - store:/var/lib/postgresql/data
  page:
    image: page:1.4.0
    environment:
      TRACKING_URI: http://tracking:5001
volumes:
  store:
`,
        'compose.server.yaml': `services:
  tracking:
    image: tracking:1.4.0
    ports: ["5001:8080"]
  store:
    image: postgres:17.2
    volumes:
      - store:/var/lib/postgresql/data
  page:
    image: page:1.4.0
volumes:
  store:
`,
      },
    },
  ],
  good: [
    {
      title: 'Other images, the same stack',
      files: {
        'compose.yaml': `services:
  tracking:
    image: tracking:1.4.0
    ports: ["5001:5001"]
  page:
    image: page:1.4.0
    environment:
      TRACKING_URI: http://tracking:5001
`,
        'compose.server.yaml': `services:
  tracking:
    image: registry.example.org/tracking:1.4.0
    ports: ["80:5001"]
  page:
    image: registry.example.org/page:1.4.0
    environment:
      TRACKING_URI: http://tracking:5001
`,
      },
    },
  ],
});
