import { canRunTogether } from '../../model/compose-profiles.ts';
import type { FileSet, PublishedPort, Service } from '../../model/project.ts';
import { findText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  taken: 'Port {port} of the host is published by "{other}" too, so one of them cannot start.',
  copies: 'Port {port} of the host can be bound once, and "{service}" has {count} containers.',
} as const;

export const noDuplicateHostPort = defineRule({
  id: 'compose/no-duplicate-host-port',
  equivalents: ['no-duplicate-exported-ports'],
  summary: 'Disallow publishing two containers on one port of the host',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    fileSet({ services, activeProfiles }, report) {
      for (const service of services) checkCopies(service, report);
      const taken: { readonly service: Service; readonly port: PublishedPort }[] = [];
      for (const service of services) {
        for (const port of service.ports) {
          const other = taken.find((entry) =>
            clashes(entry, { service, port }, { activeProfiles }),
          );
          if (other === undefined || port.published === undefined) taken.push({ service, port });
          else {
            const first = Math.max(port.published.first, other.port.published?.first ?? 0);
            const data = { port: String(first), other: other.service.name };
            const related = [{ at: other.port.at, message: 'It is published here first.' }];
            report.taken(port.at, data, { related });
          }
        }
      }
    },
  },
});

/** Copies of a service need as many ports of the host as there are of them. */
function checkCopies({ name, value, ports }: Service, report: Report<typeof messages>): void {
  const text = findText(value, 'deploy', 'replicas') ?? findText(value, 'scale');
  const count = Number(text?.text);
  if (!(count > 1)) return;
  for (const { published, at } of ports) {
    if (published === undefined || published.last - published.first + 1 >= count) continue;
    report.copies(at, { port: String(published.first), service: name, count: String(count) });
  }
}

interface Published {
  readonly service: Service;
  readonly port: PublishedPort;
}

function clashes(a: Published, b: Published, active: Pick<FileSet, 'activeProfiles'>): boolean {
  const [first, second] = [a.port.published, b.port.published];
  if (first === undefined || second === undefined) return false;
  if (a.port.protocol !== b.port.protocol || !sharesInterface(a.port, b.port)) return false;
  if (a.service !== b.service && !canRunTogether(a.service, b.service, active)) return false;
  // Of a range of host ports for one container port Docker takes any that is free.
  if (canMove(a.port) || canMove(b.port)) return false;
  return first.first <= second.last && second.first <= first.last;
}

function canMove({ published, target }: PublishedPort): boolean {
  if (published === undefined || published.first === published.last) return false;
  return target !== undefined && target.last - target.first < published.last - published.first;
}

function sharesInterface(a: PublishedPort, b: PublishedPort): boolean {
  const everywhere = [undefined, '', '0.0.0.0', '::', '[::]'];
  return everywhere.includes(a.hostIp) || everywhere.includes(b.hostIp) || a.hostIp === b.hostIp;
}

export const noDuplicateHostPortPage = definePage({
  rationale:
    'A port of the host can be bound once. The second container fails to start with "port is already allocated", and which one is second changes from run to run.',
  references: ['https://docs.docker.com/reference/compose-file/services/#ports'],
  bad: [
    {
      title: 'Two services on port 5000',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports: ["5000:8000"]\n  tracking:\n    image: tracking:1.4.0\n    ports: ["5000:5000"]\n',
      },
    },
    {
      title: 'Three containers and one port',
      files: {
        'compose.yaml':
          'services:\n  model:\n    image: model:1.4.0\n    scale: 3\n    ports: ["8000:8000"]\n',
      },
    },
  ],
  good: [
    {
      title: 'Ports of their own',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports: ["8000:8000"]\n  tracking:\n    image: tracking:1.4.0\n    ports: ["5000:5000"]\n',
      },
    },
  ],
});
