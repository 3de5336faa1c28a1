import { nameOf } from '../base/project-path.ts';
import type { ImageReference, Service, Stage } from './project.ts';
import { findServiceCommands, findServiceStage } from './started-commands.ts';
import type { StartedCommand } from './started-commands.ts';

/** The ports on which a service is known to listen: those of its command, else what image and ports say. */
export function findServiceListeners(service: Service): readonly number[] {
  const stage = findServiceStage(service);
  const told = findCommandPort(findServiceCommands(service));
  if (told !== undefined) return [told];
  const targets = service.ports.flatMap(({ target }) =>
    target === undefined ? [] : range(target),
  );
  const exposed = stage === undefined ? [] : findExposed(stage);
  const usual = service.build === undefined ? findImagePorts(service.image) : [];
  return [...new Set([...targets, ...exposed, ...usual])];
}

/** The one service that listens on a port; undefined for those that any web server has. */
export function findPortOwner(port: number, services: readonly Service[]): Service | undefined {
  if (port === 80 || port === 443) return undefined;
  const owners = services.filter((service) => findServiceListeners(service).includes(port));
  return owners.length === 1 ? owners[0] : undefined;
}

/** The port that a server's command says, or has by default; undefined where nobody knows. */
export function findCommandPort(commands: readonly StartedCommand[]): number | undefined {
  for (const { words } of commands) {
    const at = words.findIndex(({ text }) => defaults.has(nameOf(text)));
    const name = nameOf(words[at]?.text ?? '');
    if (at === -1) continue;
    const rest = words.slice(at + 1).map(({ text }) => text);
    if (name === 'mlflow' && rest[0] !== 'server' && rest[0] !== 'ui') continue;
    if (name === 'streamlit' && rest[0] !== 'run') continue;
    if (rest.some((text) => text.includes('$'))) return undefined;
    const options = /^(?:--port|-p|--server\.port|--bind|-b)(?:=(.*))?$/;
    const index = rest.findIndex((text) => options.test(text));
    const value =
      options.exec(rest[index] ?? '')?.[1] ?? (index === -1 ? undefined : rest[index + 1]);
    if (value === undefined) return defaults.get(name);
    const port = /(?:^|:)(\d+)$/.exec(value)?.[1];
    return port === undefined ? undefined : Number(port);
  }
  return undefined;
}

function findExposed(stage: Stage): readonly number[] {
  const own = stage.instructions.flatMap(({ instruction }) =>
    instruction.keyword === 'EXPOSE'
      ? instruction.words.flatMap(({ text }) =>
          /^\d+(?:\/tcp)?$/.test(text) ? [Number.parseInt(text, 10)] : [],
        )
      : [],
  );
  return own.length > 0 || stage.parent === undefined ? own : findExposed(stage.parent);
}

function range({ first, last }: { readonly first: number; readonly last: number }): number[] {
  return last - first > 20
    ? [first]
    : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function findImagePorts(image: ImageReference | undefined): readonly number[] {
  return imagePorts.get(nameOf(image?.repository ?? '')) ?? [];
}

/** Servers with the port that they take where nothing is said; unset environment variables decide for some. */
const defaults: ReadonlyMap<string, number | undefined> = new Map([
  ['uvicorn', 8000],
  ['hypercorn', 8000],
  ['gunicorn', undefined],
  ['streamlit', 8501],
  ['mlflow', undefined],
]);

const imagePorts: ReadonlyMap<string, readonly number[]> = new Map([
  ['postgres', [5432]],
  ['pgvector', [5432]],
  ['timescaledb', [5432]],
  ['mysql', [3306]],
  ['mariadb', [3306]],
  ['mongo', [27017]],
  ['redis', [6379]],
  ['valkey', [6379]],
  ['minio', [9000, 9001]],
  ['rabbitmq', [5672, 15672]],
  ['kafka', [9092]],
  ['cp-kafka', [9092]],
  ['ollama', [11434]],
  ['qdrant', [6333, 6334]],
  ['elasticsearch', [9200]],
  ['localstack', [4566]],
  ['prometheus', [9090]],
  ['grafana', [3000]],
]);
