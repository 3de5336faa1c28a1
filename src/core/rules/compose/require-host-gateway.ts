import type { Service } from '../../model/project.ts';
import { listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { hostGateway, meansSibling } from '../../rulekit/host-gateway.ts';

export const requireHostGateway = defineRule({
  id: 'compose/require-host-gateway',
  summary: 'Require services that call the host to map its name, which Linux does not',
  severity: 'info',
  preset: 'recommended',
  since: '0.2.0',
  messages: {
    unmapped: 'Docker on Linux knows no "{host}"; extra_hosts with host-gateway maps it.',
  },
  on: {
    service(service, report, { fileSet, project }) {
      const { environment, networkMode } = service;
      if (fileSet === undefined || networkMode !== undefined || maps(service)) return;
      const use = environment.find(
        (item) =>
          item.value?.text.includes(hostGateway) === true && !meansSibling(item, fileSet, project),
      );
      if (use?.value !== undefined) report.unmapped(use.value.at, { host: hostGateway });
    },
  },
});

function maps({ value }: Service): boolean {
  const hosts = value.entries.get('extra_hosts')?.value;
  if (hosts?.kind === 'map') return hosts.entries.has(hostGateway);
  return listItems(hosts).some((item) => item.kind !== 'scalar' || /docker|\$/.test(item.text));
}

export const requireHostGatewayPage = definePage({
  rationale:
    'Docker Desktop gives every container the name `host.docker.internal`. The engine on Linux does not: there the name is not found, until the service maps it to the gateway of the host.',
  exceptions: 'A project that is only run with Docker Desktop does not need it.',
  references: ['https://docs.docker.com/reference/compose-file/services/#extra_hosts'],
  bad: [
    {
      title: 'The name alone',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      TIDES_URL: http://host.docker.internal:11434\n',
      },
    },
  ],
  good: [
    {
      title: 'The name with its address',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      TIDES_URL: http://host.docker.internal:11434\n    extra_hosts: ["host.docker.internal:host-gateway"]\n',
      },
    },
  ],
});
