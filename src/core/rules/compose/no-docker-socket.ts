import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDockerSocket = defineRule({
  id: 'compose/no-docker-socket',
  summary: 'Disallow handing the socket of the engine to a container',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    socket: 'With this socket whoever gets into "{service}" is root on the host.',
  },
  on: {
    service({ name, mounts, image }, report) {
      // Tools that are there to watch or drive the engine say what they are by their image.
      if (image !== undefined && tools.test(image.repository)) return;
      for (const { source, sourceAt } of mounts) {
        if (source === undefined || !/^\/(?:var\/)?run\/docker\.sock$/.test(source)) continue;
        report.socket(sourceAt, { service: name });
      }
    },
  },
});

const tools =
  /(?:^|[/-])(?:traefik|portainer|portainer-ce|portainer-ee|agent|watchtower|dozzle|cadvisor|promtail|alloy|vector|fluent-bit|telegraf|autoheal|docker-socket-proxy|netdata|diun|glances|jenkins|gitlab-runner|act_runner|nginx-proxy|acme-companion|swag|lazydocker|beszel-agent|homepage|ofelia|falco|docker|dind)$/;

export const noDockerSocketPage = definePage({
  rationale:
    'The socket is the whole engine: a container that has it can start another one with the disk of the host mounted. A web page that starts training containers is then one hole away from the machine. Let the page send a request to a service that does the work, or to a queue.',
  exceptions:
    'Reverse proxies, log shippers and the like need it and are left alone; a proxy that lets only some requests through makes them safer.',
  references: ['https://docs.docker.com/engine/security/#docker-daemon-attack-surface'],
  bad: [
    {
      title: 'A page that starts containers',
      files: {
        'compose.yaml':
          'services:\n  ui:\n    image: ui:1.4.0\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n',
      },
    },
  ],
  good: [
    {
      title: 'A tool of the engine',
      files: {
        'compose.yaml':
          'services:\n  proxy:\n    image: traefik:v3.2\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock:ro\n',
      },
    },
  ],
});
