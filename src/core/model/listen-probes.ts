import { nameOf } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import { healthServers, type HealthServer } from './health-paths.data.ts';
import type { ProcessLine, Service, Stage } from './project.ts';
import type { StartedCommand } from './started-commands.ts';

/** What a health check asks over HTTP in its own container. */
export interface Probe {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** The word with the address. */
  readonly at: Span;
}

export function findProbe(test: ProcessLine | undefined): Probe | undefined {
  return findIn(test?.words ?? []);
}

/** The check of a stage's image, its parents' where it has none; undefined as well where it is switched off. */
export function findStageProbe(stage: Stage): Probe | undefined {
  const last = stage.instructions.findLast(
    ({ instruction }) => instruction.keyword === 'HEALTHCHECK',
  );
  if (last === undefined)
    return stage.parent === undefined ? undefined : findStageProbe(stage.parent);
  const { inner } = last.instruction;
  return inner === undefined ? undefined : findIn(inner.exec ?? inner.words);
}

function findIn(words: readonly { readonly text: string; readonly at: Span }[]): Probe | undefined {
  for (const { text, at } of words) {
    const match =
      /https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d+))?(\/[^\s'"?#)]*)?(?![\w.:$])/.exec(
        text,
      );
    if (match === null || text.includes('$')) continue;
    const [, host = '', port = '80', path = '/'] = match;
    return { host, port: Number(port), path, at };
  }
  return undefined;
}

/** What is known about the server of a service; undefined for programs of one's own. */
export function findHealthServer(
  commands: readonly StartedCommand[],
  service: Service | undefined,
): HealthServer | undefined {
  const words = commands.flatMap((command) => command.words.map(({ text }) => text));
  const names = [...words, ...(service?.environment ?? []).map(({ name }) => name)];
  const server = healthServers.find(({ image, words: patterns = [] }) => {
    if (image !== undefined) {
      return service?.build === undefined && image.test(service?.image?.repository ?? '');
    }
    return words.some((_, at) =>
      patterns.every((pattern, offset) => pattern.test(words[at + offset] ?? '')),
    );
  });
  const isMoved = server?.prefixes.some((prefix) =>
    names.some((name) => name === prefix || name.startsWith(`${prefix}=`)),
  );
  // A configuration file may move the paths as well.
  const hasFile = service?.mounts.some(({ target }) => /\.(?:ini|toml|ya?ml|cfg)$/.test(target));
  return isMoved === true || (server?.image !== undefined && hasFile === true) ? undefined : server;
}

/** The path at which a server says how it is, where another one was asked that looks like it. */
export function findHealthPath(server: HealthServer, path: string): string | undefined {
  const plain = path.replace(/\/+$/, '');
  if (server.paths.includes(plain)) return undefined;
  return /\/(?:health|healthy|healthz|health-?check|ready|readyz|live|livez|ping|status)$/.test(
    plain,
  )
    ? server.paths[0]
    : undefined;
}

/** The port that the client of a database is told. */
export function findClientPort(
  test: ProcessLine | undefined,
): { readonly port: number; readonly at: Span } | undefined {
  const words =
    test?.script === undefined
      ? (test?.words ?? [])
      : (test.script.commands[0]?.words.map(({ plain, at }) => ({ text: plain, at })) ?? []);
  const option = clientOptions.get(nameOf(words[0]?.text ?? ''));
  const at = words.findIndex(({ text }) => text === option || text === '--port');
  const value = option === undefined || at === -1 ? undefined : words[at + 1];
  return value !== undefined && /^\d+$/.test(value.text)
    ? { port: Number(value.text), at: value.at }
    : undefined;
}

const clientOptions: ReadonlyMap<string, string> = new Map([
  ['pg_isready', '-p'],
  ['redis-cli', '-p'],
  ['mysqladmin', '-P'],
  ['mongosh', '--port'],
]);
