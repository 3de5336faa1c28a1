import { nameOf } from '../../base/project-path.ts';
import type { Service } from '../../model/project.ts';
import { findServiceCommands } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noEndlessJob = defineRule({
  id: 'compose/no-endless-job',
  summary: 'Disallow waiting for the end of services that never end',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    server:
      '"{name}" is a server and does not end, so "{service}" never starts; wait for its health.',
  },
  on: {
    fileSet({ services }, report) {
      const byName = new Map(services.map((service) => [service.name, service]));
      for (const service of services) {
        for (const { service: name, at, condition } of service.dependsOn) {
          const target = byName.get(name);
          if (target === undefined || condition !== 'service_completed_successfully') continue;
          if (isServer(target)) report.server(at, { name, service: service.name });
        }
      }
    },
  },
});

/** True for images that are servers and run as they come, and for commands that end with a server. */
function isServer(service: Service): boolean {
  const { image, build, command, entrypoint } = service;
  const isAsMade = build === undefined && command === undefined && entrypoint === undefined;
  if (isAsMade) return image !== undefined && serverImage.test(image.repository);
  const last = findServiceCommands(service).at(-1);
  const text = last?.words.map((word) => nameOf(word.text)).join(' ') ?? '';
  return (
    serverCommand.test(text) && !/ --?(?:help|version|h)$| (?:check|--check-config)\b/.test(text)
  );
}

const serverImage =
  /(?:^|\/)(?:postgres|postgis|pgvector|mysql|mariadb|mongo|redis|valkey|rabbitmq|elasticsearch|opensearch|grafana|prometheus|nginx|zookeeper|qdrant)$/;

const serverCommand =
  /^(?:(?:python[\d.]* -m |uv run |poetry run )?(?:uvicorn|gunicorn|hypercorn|streamlit run|mlflow (?:server|ui)|flask run|jupyter (?:lab|notebook)|celery (?:\S+ )*(?:worker|beat)|bentoml serve|prefect server start|tensorboard)|redis-server|postgres|mysqld|mongod|minio server|nginx)\b/;

export const noEndlessJobPage = definePage({
  rationale:
    'With `condition: service_completed_successfully` Compose waits until the other container has ended with success. A server ends when somebody stops it, so what waits for it is not started, and `docker compose up` waits with it.',
  references: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  bad: [
    {
      title: 'The end of a database',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    depends_on:
      queue:
        condition: service_completed_successfully
  queue:
    image: redis:7.4.1
`,
      },
    },
  ],
  good: [
    {
      title: 'Its health, and the end of a job that uses the same image',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    depends_on:
      queue:
        condition: service_healthy
      fill:
        condition: service_completed_successfully
  queue:
    image: redis:7.4.1
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
  fill:
    image: redis:7.4.1
    command: redis-cli -h queue set tide high
    depends_on:
      queue:
        condition: service_healthy
`,
      },
    },
  ],
});
