import type { FileSet, Project, Service } from '../../model/project.ts';
import { connectsAtOnce } from '../../model/service-waits.ts';
import {
  connectsEarly,
  hasHealthcheck,
  isBroker,
  runsOnce,
  startsSlowly,
  staysDown,
} from '../../rulekit/dependency-services.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

const messages = {
  checked: '"{name}" has a health check, and "{service}" starts without waiting for it.',
  job: '"{service}" runs once and does not wait until "{name}" is ready.',
  early:
    '"{service}" connects before "{name}" is ready, and nothing starts it again when it fails.',
} as const;

export const requireReadyDependency = defineRule({
  id: 'compose/require-ready-dependency',
  summary: 'Require jobs and their consumers to wait until what they depend on is ready',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const byName = new Map(fileSet.services.map((service) => [service.name, service]));
      const known = new Set<number>();
      for (const service of fileSet.services) {
        for (const { service: name, at, condition } of service.dependsOn) {
          const target = byName.get(name);
          // Services that share a dependency by an anchor have it at one place.
          if (target === undefined || condition !== 'service_started' || known.has(at.start))
            continue;
          const kind = judge(service, target, { fileSet, project });
          if (kind === undefined) continue;
          known.add(at.start);
          report[kind](at, { name, service: service.name });
        }
      }
    },
  },
});

function judge(
  service: Service,
  target: Service,
  place: { readonly fileSet: FileSet; readonly project: Project },
): keyof typeof messages | undefined {
  if (startsSlowly(target)) {
    if (hasHealthcheck(target) && staysDown(service)) return 'checked';
    if (runsOnce(service)) return 'job';
    return connectsEarly(service, target, place) ? 'early' : undefined;
  }
  if (
    (isBroker(target) || isTracking(target, place)) &&
    hasHealthcheck(target) &&
    staysDown(service)
  ) {
    return connectsAtOnce(service, target, place) ? 'checked' : undefined;
  }
  return undefined;
}

/** True for an MLflow server. */
function isTracking(
  target: Service,
  { fileSet, project }: { readonly fileSet: FileSet; readonly project: Project },
): boolean {
  return project.mlflow.findStack(fileSet).servers.some(({ service }) => service === target);
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
    {
      title: 'A program that connects and is not started again',
      files: {
        'compose.yaml': `services:
  api:
    image: shop:1.4.0
    environment:
      DATABASE_URL: postgresql://postgres@db/postgres
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
