import { canRunTogether } from '../../model/compose-profiles.ts';
import type { Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDuplicateContainerName = defineRule({
  id: 'compose/no-duplicate-container-name',
  equivalents: ['no-duplicate-container-names'],
  summary: 'Disallow two services with one container name',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    taken: 'The container of "{other}" is called "{name}" too, so one of them cannot start.',
  },
  on: {
    fileSet({ services, activeProfiles }, report) {
      const first = new Map<string, Service>();
      for (const service of services) {
        const name = service.containerName;
        if (name === undefined || !name.isKnown) continue;
        const other = first.get(name.text);
        if (other === undefined) first.set(name.text, service);
        else if (canRunTogether(service, other, { activeProfiles })) {
          report.taken(name.at, { other: other.name, name: name.text });
        }
      }
    },
  },
});

export const noDuplicateContainerNamePage = definePage({
  rationale: 'The engine has one container of a name; the second one cannot be created.',
  bad: [
    {
      title: 'A name that was copied',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    container_name: api\n  worker:\n    image: api:1.4.0\n    container_name: api\n',
      },
    },
  ],
  good: [
    {
      title: 'Names of their own',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    container_name: api\n  worker:\n    image: api:1.4.0\n',
      },
    },
  ],
});
