import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noHostSearchPath = defineRule({
  id: 'compose/no-host-search-path',
  summary: 'Disallow search paths that take in those of the host',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    host: 'Compose puts the {name} of the host in here, and not that of the image.',
  },
  on: {
    service({ environment }, report) {
      for (const { name, value, template, origin } of environment) {
        if (origin !== 'environment' || value === undefined || template === undefined) continue;
        if (!/^(?:PATH|PYTHONPATH|LD_LIBRARY_PATH)$/.test(name)) continue;
        const own = new RegExp(String.raw`(?<!\$)(?:\$\$)*\$(?:${name}(?!\w)|\{${name}\b)`);
        // Alone it hands the search path on, and says so.
        if (own.test(template) && template.includes(':')) report.host(value.at, { name });
      }
    },
  },
});

export const noHostSearchPathPage = definePage({
  rationale:
    'Compose replaces `$PATH` before the container exists, with what the shell has that runs `docker compose`. The search path of the image is lost, its programs are not found where it had folders of its own, and the container behaves differently on each machine. A Dockerfile can extend it: there `ENV PATH="/opt/tools:$PATH"` means that of the image.',
  references: [
    'https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/',
  ],
  bad: [
    {
      title: 'The search path of whoever starts it',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      PATH: /opt/tools:$PATH\n',
      },
    },
  ],
  good: [
    {
      title: 'Written out',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      PATH: /opt/tools:/usr/local/bin:/usr/bin:/bin\n      PYTHONPATH: /srv/lib\n',
      },
    },
  ],
});
