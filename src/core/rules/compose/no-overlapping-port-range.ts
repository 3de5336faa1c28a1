import type { PublishedPort, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noOverlappingPortRange = defineRule({
  id: 'compose/no-overlapping-port-range',
  equivalents: ['no-duplicate-exported-ports'],
  summary: 'Disallow ranges of host ports that other services publish too',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    overlap:
      'This range has host port {port}, which "{other}" publishes too: whoever starts first takes it.',
  },
  on: {
    fileSet({ services }, report) {
      const taken: { readonly service: Service; readonly port: PublishedPort }[] = [];
      for (const service of services) {
        for (const port of service.ports) {
          const other = taken.find((entry) => overlaps(entry.port, port));
          taken.push({ service, port });
          if (other === undefined || other.service === service) continue;
          const first = Math.max(port.published?.first ?? 0, other.port.published?.first ?? 0);
          report.overlap(port.at, { port: String(first), other: other.service.name });
        }
      }
    },
  },
});

/** Single ports that clash are an error of their own. */
function overlaps(a: PublishedPort, b: PublishedPort): boolean {
  const [first, second] = [a.published, b.published];
  if (first === undefined || second === undefined || a.protocol !== b.protocol) return false;
  if (first.first === first.last && second.first === second.last) return false;
  return first.first <= second.last && second.first <= first.last;
}

export const noOverlappingPortRangePage = definePage({
  rationale:
    'From a range of host ports the engine takes one that is free. Where another service wants a port of that range, the order of the start decides whether it gets it.',
  references: ['https://docs.docker.com/reference/compose-file/services/#ports'],
  bad: [
    {
      title: 'A port out of the range of another service',
      files: {
        'compose.yaml':
          'services:\n  worker:\n    image: worker:1.4.0\n    ports: ["8000-8009:8000"]\n  api:\n    image: api:1.4.0\n    ports: ["8001:8001"]\n',
      },
    },
  ],
  good: [
    {
      title: 'Ranges of their own',
      files: {
        'compose.yaml':
          'services:\n  worker:\n    image: worker:1.4.0\n    ports: ["8000-8009:8000"]\n  api:\n    image: api:1.4.0\n    ports: ["8010:8010"]\n',
      },
    },
  ],
});
