import type { Service, Stage } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireWaitedHealthcheck = defineRule({
  id: 'compose/require-waited-healthcheck',
  summary: 'Require a health check where another service waits for it',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    none: '"{name}" has no health check to wait for, so "{service}" does not start.',
  },
  on: {
    fileSet({ services }, report) {
      const byName = new Map(services.map((service) => [service.name, service]));
      for (const service of services) {
        for (const { service: name, at, condition } of service.dependsOn) {
          const target = byName.get(name);
          if (target === undefined || condition !== 'service_healthy') continue;
          if (hasNoCheck(target)) report.none(at, { name, service: service.name });
        }
      }
    },
  },
});

/** True where neither the service nor its image checks anything; false where nobody knows the image. */
function hasNoCheck(service: Service): boolean {
  const { healthcheck, build, image } = service;
  if (healthcheck?.isDisabled === true) return true;
  // A mapping without a test keeps that of the image.
  if (healthcheck?.test !== undefined || service.value.entries.has('extends')) return false;
  if (build === undefined) return image !== undefined && unchecked.test(image.repository);
  const stage = findServiceStage(service);
  return stage !== undefined && !mayCheck(stage);
}

function mayCheck({ instructions, parent, base }: Stage): boolean {
  if (instructions.some(({ instruction }) => instruction.keyword === 'HEALTHCHECK')) return true;
  if (parent !== undefined) return mayCheck(parent);
  return base === undefined || !unchecked.test(base.repository);
}

/** Official images without a check of their own. */
const unchecked =
  /^(?:python|debian|ubuntu|alpine|node|nginx|postgres|redis|mongo|mysql|mariadb|rabbitmq|mlflow\/mlflow)$/;

export const requireWaitedHealthcheckPage = definePage({
  rationale:
    'With `condition: service_healthy` Compose asks the engine for the health of the other container. Where there is no check there is none, and `docker compose up` ends with "has no healthcheck configured".',
  references: ['https://docs.docker.com/reference/compose-file/services/#healthcheck'],
  bad: [
    {
      title: 'A health that nobody measures',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    depends_on:
      queue:
        condition: service_healthy
  queue:
    image: redis:7.4.1
`,
      },
    },
  ],
  good: [
    {
      title: 'A check, and an image that may have one',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    depends_on:
      queue:
        condition: service_healthy
      tides:
        condition: service_healthy
  queue:
    image: redis:7.4.1
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
  tides:
    image: tides:1.4.0
`,
      },
    },
  ],
});
