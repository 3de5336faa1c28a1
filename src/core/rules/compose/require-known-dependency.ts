import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireKnownDependency = defineRule({
  id: 'compose/require-known-dependency',
  summary: 'Require depends_on to name services that exist',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unknown: '"{service}" depends on "{name}", and there is no such service.',
    asleep:
      '"{name}" starts only with the profile "{profile}", and Compose refuses "{service}" without it.',
    near: '"{service}" depends on "{name}", which does not exist; there is "{near}".',
  },
  on: {
    fileSet({ services, kind, activeProfiles }, report) {
      // An overlay's services may depend on what only another combination has.
      if (kind === 'overlay') return;
      const names = new Set(services.map(({ name }) => name));
      for (const { name: service, dependsOn, profiles } of services) {
        for (const { service: name, at, isRequired } of dependsOn) {
          const sleeper = services.find((one) => one.name === name && one.profiles.length > 0);
          const [profile] = sleeper?.profiles ?? [];
          const isStarted = sleeper?.profiles.some((one) => activeProfiles.has(one)) === true;
          // Whoever turns on a profile of the service itself may turn on the other one too.
          if (
            profile !== undefined &&
            profiles.length === 0 &&
            isRequired &&
            !isStarted &&
            !activeProfiles.has('*')
          ) {
            report.asleep(at, { service, name, profile });
          }
          if (names.has(name) || !isRequired || name.includes('$')) continue;
          const near = findNearName(name, names);
          if (near === undefined) report.unknown(at, { service, name });
          else {
            report.near(
              at,
              { service, name, near },
              {
                fixes: [
                  {
                    title: `Depend on ${near}`,
                    kind: 'suggestion',
                    edits: () => [replace(at, near)],
                  },
                ],
              },
            );
          }
        }
      }
    },
  },
});

export const requireKnownDependencyPage = definePage({
  rationale:
    'Compose refuses the whole file when one service depends on a name that does not exist, often after a service was renamed. A service with a profile does not exist either until the profile is turned on.',
  exceptions: 'Dependencies with `required: false` may be missing.',
  references: ['https://docs.docker.com/reference/compose-file/services/#depends_on'],
  bad: [
    {
      title: 'A service that was renamed',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    depends_on:
      - data-base
  database:
    image: redis:7.4.1
`,
      },
      fixed: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    depends_on:
      - database
  database:
    image: redis:7.4.1
`,
      },
    },
    {
      title: 'A service that is gone',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    depends_on:
      queue:
        condition: service_started
`,
      },
    },
    {
      title: 'A service that only a profile starts',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    depends_on:
      - queue
  queue:
    image: redis:7.4.1
    profiles: [queues]
`,
      },
    },
  ],
  good: [
    {
      title: 'The profile of the one is the profile of the other',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    profiles: [queues]
    depends_on:
      - queue
  queue:
    image: redis:7.4.1
    profiles: [queues]
`,
      },
    },
    {
      title: 'The profile is turned on',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    depends_on:
      - queue
  queue:
    image: redis:7.4.1
    profiles: [queues]
`,
        '.env': 'COMPOSE_PROFILES=queues\n',
      },
    },
    {
      title: 'The service exists',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    depends_on:
      - queue
  queue:
    image: redis:7.4.1
`,
      },
    },
  ],
});
