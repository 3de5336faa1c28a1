import type { Service } from '../../model/project.ts';
import { startsSlowly, runsOnce, staysDown } from '../../rulekit/dependency-services.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireReadyDependency = defineRule({
  id: 'compose/require-ready-dependency',
  summary: 'Require jobs and their consumers to wait until what they depend on is ready',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    checked: '"{name}" has a health check, and "{service}" starts without waiting for it.',
    job: '"{service}" runs once and does not wait until "{name}" is ready.',
  },
  on: {
    fileSet({ services }, report) {
      const byName = new Map(services.map((service) => [service.name, service]));
      const known = new Set<number>();
      for (const service of services) {
        for (const { service: name, at, condition } of service.dependsOn) {
          const target = byName.get(name);
          if (target === undefined || condition !== 'service_started') continue;
          // Services that share a dependency by an anchor have it at one place.
          if (!startsSlowly(target) || known.has(at.start)) continue;
          const data = { name, service: service.name };
          if (hasHealthcheck(target) && staysDown(service)) report.checked(at, data);
          else if (runsOnce(service)) report.job(at, data);
          else continue;
          known.add(at.start);
        }
      }
    },
  },
});

function hasHealthcheck({ healthcheck }: Service): boolean {
  return healthcheck?.test !== undefined && !healthcheck.isDisabled;
}

export const requireReadyDependencyPage = definePage({
  rationale:
    'Without a condition Compose starts a service as soon as what it depends on was launched. A database needs seconds more, so a job that connects at once fails, and sometimes it does not.',
  exceptions:
    'Clients that try again for a while do not need it. Services that are started again when they fail, and tools that look into a database, are left to `compose/prefer-ready-dependency`.',
  references: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  bad: [
    {
      title: 'A health check that nobody waits for',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    depends_on: [db]
  db:
    image: postgres:16.6
    healthcheck:
      test: ["CMD", "pg_isready", "-U", "api"]
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
`,
      },
    },
    {
      title: 'A job that runs once',
      files: {
        'compose.yaml': `services:
  seed:
    image: seed:1.4.0
    restart: "no"
    depends_on:
      - db
  db:
    image: postgres:16.6
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
`,
      },
    },
  ],
  good: [
    {
      title: 'A condition',
      files: {
        'compose.yaml': `services:
  seed:
    image: seed:1.4.0
    restart: "no"
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:16.6
    healthcheck:
      test: ["CMD", "pg_isready", "-U", "api"]
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
`,
      },
    },
  ],
});
