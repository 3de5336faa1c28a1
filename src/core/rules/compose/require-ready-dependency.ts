import type { Service } from '../../model/project.ts';
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
      for (const service of services) {
        for (const { service: name, at, condition } of service.dependsOn) {
          const target = byName.get(name);
          if (target === undefined || condition !== 'service_started') continue;
          const data = { name, service: service.name };
          if (isStore(target) && hasHealthcheck(target)) report.checked(at, data);
          else if (isStore(target) && runsOnce(service)) report.job(at, data);
        }
      }
    },
  },
});

/** Servers that accept connections seconds after they start. */
function isStore({ image }: Service): boolean {
  return (
    image !== undefined &&
    /(?:^|\/)(?:postgres|postgis|pgvector|mysql|mariadb|mongo)$/.test(image.repository)
  );
}

function hasHealthcheck({ healthcheck }: Service): boolean {
  return healthcheck?.test !== undefined && !healthcheck.isDisabled;
}

function runsOnce({ name, restart }: Service): boolean {
  return (
    restart?.text === 'no' ||
    /(?:^|[-_])(?:init|seed|migrate|migrations?|setup)(?:$|[-_])/.test(name)
  );
}

export const requireReadyDependencyPage = definePage({
  rationale:
    'Without a condition Compose starts a service as soon as what it depends on was launched. A database needs seconds more, so a job that connects at once fails, and sometimes it does not.',
  exceptions: 'Clients that try again for a while do not need it.',
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
