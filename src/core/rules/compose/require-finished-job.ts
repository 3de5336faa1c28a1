import { findJobCommand } from '../../model/job-services.ts';
import type { Project, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireFinishedJob = defineRule({
  id: 'compose/require-finished-job',
  summary: 'Require services that need the result of a job to wait for its end',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    launched:
      '"{service}" starts while "{name}" still runs; condition: service_completed_successfully waits.',
  },
  on: {
    fileSet({ services }, report, { project }) {
      const byName = new Map(services.map((service) => [service.name, service]));
      for (const service of services) {
        for (const { service: name, at, condition } of service.dependsOn) {
          const target = byName.get(name);
          if (target === undefined || condition !== 'service_started') continue;
          if (isJob(target, project)) report.launched(at, { service: service.name, name });
        }
      }
    },
  },
});

/** True for what says that it runs once, by its restart policy and by its name or its command. */
function isJob(service: Service, project: Project): boolean {
  const { name, restart, ports, healthcheck } = service;
  if (restart?.text !== 'no' || ports.length > 0 || healthcheck !== undefined) return false;
  return (
    /(?:^|[-_])(?:init|train|training|trainer|migrate|migrations?|seed|setup|preprocess|create[-_]buckets?)(?:$|[-_])/.test(
      name,
    ) || findJobCommand(service, project, project.views.images) !== undefined
  );
}

export const requireFinishedJobPage = definePage({
  rationale:
    'Without a condition depends_on waits until a job was launched, not until it is done. Inference then looks for a model that training has not written yet, and a server for tables that the migration has not made.',
  exceptions: 'Consumers that try again until the result is there do not need it.',
  references: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  bad: [
    {
      title: 'Inference beside training',
      files: {
        'compose.yaml': `services:
  train:
    image: tides:1.4.0
    command: python train.py
    restart: "no"
  infer:
    image: tides:1.4.0
    command: python infer.py
    restart: unless-stopped
    depends_on:
      - train
`,
      },
    },
  ],
  good: [
    {
      title: 'Inference after training',
      files: {
        'compose.yaml': `services:
  train:
    image: tides:1.4.0
    command: python train.py
    restart: "no"
  infer:
    image: tides:1.4.0
    command: python infer.py
    restart: unless-stopped
    depends_on:
      train:
        condition: service_completed_successfully
`,
      },
    },
  ],
});
