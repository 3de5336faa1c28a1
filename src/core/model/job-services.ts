import { nameOf } from '../base/project-path.ts';
import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import type { ProjectImages } from './image-files.ts';
import { findProcessTargets, findServiceWorkdir } from './process-targets.ts';
import type { Project, Service } from './project.ts';
import { resolveInImage } from './python-image-files.ts';
import { findServiceCommands, findServiceStage, type StartedCommand } from './started-commands.ts';

/**
 * What a service runs that certainly comes to an end, such as `train.py` or `alembic upgrade`; undefined where it may
 * go on for ever.
 */
export function findJobCommand(
  service: Service,
  project: Project,
  images: ProjectImages,
): string | undefined {
  const commands = findServiceCommands(service);
  const last = commands.at(-1);
  if (last === undefined) return undefined;
  const tool = findTool(last);
  if (tool !== undefined) return tool;
  const workdir = findServiceWorkdir(service, findServiceStage(service));
  const target = findProcessTargets(commands, workdir).at(-1);
  if (target?.kind !== 'script' || target.folder === undefined) return undefined;
  if (!commandHas(last, target.text) || !jobName.test(nameOf(target.text))) return undefined;
  const found = images.findInService(service, resolveInImage(target.folder, target.text));
  const source = found.kind === 'file' ? found.source : undefined;
  const facts = source === undefined ? undefined : project.python.sources.get(source);
  return facts !== undefined && ends(facts) ? target.text : undefined;
}

/** Commands of known tools that do one thing. */
function findTool({ words }: StartedCommand): string | undefined {
  const text = words.map((word) => nameOf(word.text)).join(' ');
  return tools.find((tool) => tool.test(text)) === undefined
    ? undefined
    : text.split(' ').slice(0, 3).join(' ');
}

const tools: readonly RegExp[] = [
  /^alembic (?:-\S+ )*upgrade\b/,
  /^mlflow db upgrade\b/,
  /^airflow db (?:init|migrate|upgrade)\b/,
  /^python[\d.]* manage\.py migrate\b/,
  /^dvc (?:pull|repro)\b/,
  /^mc (?:mb|alias)\b/,
  /^kedro run\b/,
  /^pytest\b/,
];

const jobName =
  /^(?:[a-z0-9]+[_-])*(?:train|training|retrain|migrate|migrations|seed|preprocess|preprocessing|evaluate|download|ingest|init|setup)(?:[_-](?:[a-z0-9]+))*\.py$/i;

function commandHas({ words }: StartedCommand, text: string): boolean {
  return words.some((word) => word.text === text);
}

/** A program that neither listens nor waits for the next time. */
function ends({ servers, apps, calls, imports }: PythonFacts): boolean {
  if (servers.length > 0 || apps.length > 0) return false;
  if (imports.some(({ module }) => lasting.test(module))) return false;
  return !calls.some(({ name }) =>
    /(?:^|\.)(?:sleep|serve|serve_forever|run_forever|run_pending|consume|subscribe|poll|listen|start_consuming|start_http_server|add_job|cron)$/.test(
      name,
    ),
  );
}

const lasting =
  /^(?:schedule|apscheduler|celery|dramatiq|rq|huey|kafka|confluent_kafka|aiokafka|pika|nats|watchdog|prefect|asyncio|threading|signal|flask|fastapi|streamlit|gradio|dash)(?:\.|$)/;
