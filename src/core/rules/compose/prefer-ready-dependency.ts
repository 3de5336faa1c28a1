import type { Dependency, FileSet, Project, Service } from '../../model/project.ts';
import {
  connectsEarly,
  connectsLater,
  hasHealthcheck,
  runsOnce,
  startsSlowly,
  staysDown,
} from '../../rulekit/dependency-services.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferReadyDependency = defineRule({
  id: 'compose/prefer-ready-dependency',
  summary: 'Prefer waiting for a database to be ready over waiting for its start',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    one: '"{service}" starts before "{name}" takes connections; condition: service_healthy makes it wait.',
    more: '"{service}" and {count} more start before "{name}" takes connections; use condition: service_healthy.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { services } = fileSet;
      for (const target of services.filter(startsSlowly)) {
        const [first, ...rest] = findEarly(target, { fileSet, project });
        if (first === undefined) continue;
        const data = { service: first.service.name, name: target.name };
        if (rest.length === 0) report.one(first.dependency.at, data);
        else report.more(first.dependency.at, { ...data, count: String(rest.length) });
      }
    },
  },
});

interface Early {
  readonly service: Service;
  readonly dependency: Dependency;
}

/** Who starts with the database, but for those that `compose/require-ready-dependency` warns about. */
function findEarly(
  target: Service,
  place: { readonly fileSet: FileSet; readonly project: Project },
): readonly Early[] {
  const isChecked = hasHealthcheck(target);
  return place.fileSet.services.flatMap((service) =>
    (isChecked && staysDown(service)) ||
    runsOnce(service) ||
    connectsEarly(service, target, place) ||
    connectsLater(service)
      ? []
      : service.dependsOn
          .filter(({ service: name, condition }) => {
            return name === target.name && condition === 'service_started';
          })
          .map((dependency) => ({ service, dependency })),
  );
}

export const preferReadyDependencyPage = definePage({
  rationale:
    'Without a condition Compose starts a service as soon as the container of its database was launched. The first connections are refused for some seconds, longer when the database is set up for the first time.',
  exceptions: 'Programs that try again until the database answers are fine as they are.',
  references: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  bad: [
    {
      title: 'A database without a health check',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    depends_on: [db]
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
      title: 'Several services that are started again when they fail',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    restart: always
    depends_on: [db]
  worker:
    image: worker:1.4.0
    restart: always
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
  ],
  good: [
    {
      title: 'A condition',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
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
