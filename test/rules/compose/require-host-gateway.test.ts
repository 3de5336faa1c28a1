import { requireHostGateway } from '../../../src/core/rules/compose/require-host-gateway.ts';
import { describeRule } from '../../support/describe-rule.ts';

const service = (more: string): string => `services:
  a:
    image: a:1
    environment:
      URL: http://host.docker.internal:8000
${more}`;

describeRule(requireHostGateway, ({ flags, accepts }) => {
  flags(
    'a name that nobody maps',
    service('           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unmapped\n'),
  );
  flags(
    'other names',
    `${service('           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unmapped\n')}    extra_hosts: ["other:10.0.0.1"]\n`,
  );
  accepts('a list', service('    extra_hosts: ["host.docker.internal:host-gateway"]\n'));
  accepts('a mapping', service('    extra_hosts: { host.docker.internal: host-gateway }\n'));
  accepts(
    'a sibling through the host, of which project/require-known-host tells',
    service('  b:\n    image: b:1\n    ports: ["8000:80"]\n'),
  );
  accepts('the network of the host', service('    network_mode: host\n'));
});
