import { nameOf } from '../../base/project-path.ts';
import type { EnvironmentItem, FileSet, Project, Service } from '../../model/project.ts';
import { findServiceByHost, parseUrlAddress } from '../../model/service-address.ts';
import { findServiceCommands, findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireSharedVariable = defineRule({
  id: 'compose/require-shared-variable',
  summary: 'Require the parts of Airflow and Celery to get the same database and broker',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    lacking: '"{service}" is a part of {program} and lacks {name}, which "{other}" has.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      for (const service of fileSet.services) {
        const part = findPart(service);
        if (part === undefined || mayHave(service, part)) continue;
        for (const other of fileSet.services) {
          const given = findGiven(other, part, fileSet);
          if (other === service || given === undefined || !isSibling(service, other)) continue;
          if (hasDefault(given.name, project)) break;
          const related = [{ at: given.nameAt, message: `"${other.name}" gets it here.` }];
          const data = { service: service.name, program: part.program, name: given.name };
          report.lacking(service.nameAt, { ...data, other: other.name }, { related });
          break;
        }
      }
    },
  },
});

interface Part {
  readonly program: string;
  /** What all parts need, in any of its spellings. */
  readonly names: RegExp;
  readonly command: RegExp;
  /** A file that may say the same. */
  readonly settings: RegExp;
}

const parts: readonly Part[] = [
  {
    program: 'Airflow',
    names: /^AIRFLOW__(?:DATABASE|CORE)__SQL_ALCHEMY_CONN(?:_CMD|_SECRET)?$/,
    command:
      /^(?:airflow )?(?:webserver|scheduler|celery worker|triggerer|dag-processor|api-server|db (?:init|migrate|upgrade))\b/,
    settings: /airflow\.cfg$|\/opt\/airflow\/?$/,
  },
  {
    program: 'Celery',
    names: /^(?:CELERY_)?(?:BROKER_URL|BROKER)$/,
    command: /^(?:(?:uv|poetry) run )?(?:python -m )?celery (?:\S+ )*(?:worker|beat)\b/,
    settings: /\.env$|celeryconfig\.py$/,
  },
];

/** The part that a service is, where its command says so. */
function findPart(service: Service): Part | undefined {
  const words = findServiceCommands(service).at(-1)?.words ?? [];
  const text = words.map((word) => nameOf(word.text)).join(' ');
  return parts.find(({ command, program }) => {
    const isImage =
      program !== 'Airflow' || /airflow/.test(`${service.image?.repository ?? ''} ${text}`);
    return isImage && command.test(text);
  });
}

/** True where the variable is there, or may come from what is not known. */
function mayHave(service: Service, { names, settings }: Part): boolean {
  const { environment, envFiles, mounts } = service;
  const inImage = [...(findServiceStage(service)?.variables.keys() ?? [])];
  return (
    service.value.entries.has('extends') ||
    envFiles.some(({ file }) => file === undefined) ||
    mounts.some(({ target }) => settings.test(target)) ||
    [...environment.map(({ name }) => name), ...inImage].some((name) => names.test(name))
  );
}

/** The variable, where it leads to a service of the stack. */
function findGiven(
  { environment }: Service,
  { names }: Part,
  fileSet: FileSet,
): EnvironmentItem | undefined {
  return environment.find(({ name, value }) => {
    const host = names.test(name) ? parseUrlAddress(value?.text ?? '')?.host : undefined;
    return host !== undefined && findServiceByHost(fileSet, host) !== undefined;
  });
}

/** True where the code names another address for programs that do not get the variable. */
function hasDefault(name: string, { snapshot }: Project): boolean {
  const pattern = new RegExp(String.raw`\b${name}\b[^\n]*:\/\/(?!localhost|127\.)`, 'i');
  return [...snapshot.files].some(
    ([path, text]) => path.endsWith('.py') && pattern.test(text ?? ''),
  );
}

/** One image, or one build. */
function isSibling(a: Service, b: Service): boolean {
  if (a.build !== undefined && b.build !== undefined) {
    const key = ({ context, dockerfile, target }: NonNullable<Service['build']>): string =>
      JSON.stringify([context, dockerfile, target?.text]);
    return key(a.build) === key(b.build);
  }
  return a.image !== undefined && a.image.text === b.image?.text;
}

export const requireSharedVariablePage = definePage({
  rationale:
    'Web server, scheduler and workers are one program in several containers. A part without the address of the database or broker takes the default, a SQLite file in its own container or a broker on localhost, and the parts never hear of each other.',
  exceptions: 'Services that may get it from a settings file or an env file are left alone.',
  references: [
    'https://airflow.apache.org/docs/apache-airflow/stable/howto/set-up-database.html',
    'https://docs.celeryq.dev/en/stable/userguide/configuration.html',
  ],
  bad: [
    {
      title: 'A worker without a broker',
      files: {
        'compose.yaml': `services:
  queue:
    image: redis:7.4.1
  api:
    image: tides:1.4.0
    environment:
      CELERY_BROKER_URL: redis://queue:6379/0
  worker:
    image: tides:1.4.0
    command: celery -A tides worker
`,
      },
    },
  ],
  good: [
    {
      title: 'The same for both',
      files: {
        'compose.yaml': `x-broker: &broker
  CELERY_BROKER_URL: redis://queue:6379/0
services:
  queue:
    image: redis:7.4.1
  api:
    image: tides:1.4.0
    environment: *broker
  worker:
    image: tides:1.4.0
    command: celery -A tides worker
    environment: *broker
`,
      },
    },
  ],
});
