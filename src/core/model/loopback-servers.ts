import type { Span } from '../base/span.ts';
import { sharesNetwork } from './service-address.ts';
import type { ProcessView } from './process-views.ts';
import type { Project, Stage } from './project.ts';
import { resolveInImage } from './python-image-files.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';

/** Servers that bind to the loopback address by default: their words, host options and variables. */
const servers: readonly {
  readonly program: string;
  readonly words: readonly RegExp[];
  readonly options: readonly string[];
  /** The environment variable that says the address, too. */
  readonly variable?: string;
  /** True where a file of the image may say the address, as in the images that its makers publish. */
  readonly isConfigured?: true;
  /** A word behind it with which nothing is served. */
  readonly unless?: RegExp;
}[] = [
  {
    program: 'uvicorn',
    words: [/(?:^|\/)uvicorn$/],
    options: ['--host', '--uds', '--fd'],
    variable: 'UVICORN_HOST',
  },
  {
    program: 'flask',
    words: [/(?:^|\/)flask$/, /^run$/],
    options: ['--host', '-h'],
    variable: 'FLASK_RUN_HOST',
  },
  {
    program: 'fastapi dev',
    words: [/(?:^|\/)fastapi$/, /^dev$/],
    options: ['--host'],
    variable: 'UVICORN_HOST',
  },
  {
    program: 'kedro viz',
    words: [/(?:^|\/)kedro$/, /^viz$/],
    options: ['--host'],
    unless: /^(?:build|deploy)$/,
  },
  {
    program: 'jupyter',
    words: [/(?:^|\/)jupyter$/, /^(?:lab|notebook|server)$/],
    options: ['--ip', '--ServerApp.ip', '--NotebookApp.ip', '--config'],
    isConfigured: true,
    unless: /^(?:list|stop|password|--generate-config|build|clean|extension|labextension)$/,
  },
];

export interface LoopbackServer {
  readonly program: string;
  readonly at: Span;
  /** Undefined where the default is used. */
  readonly host: string | undefined;
}

/** Servers that the commands of a container start on its loopback address. */
export function findLoopbackCommands(
  commands: readonly StartedCommand[],
  env: ReadonlySet<string>,
  stage: Stage | undefined,
): readonly LoopbackServer[] {
  return commands.flatMap(({ words }): readonly LoopbackServer[] => {
    for (const { program, words: patterns, options, variable = '', ...server } of servers) {
      const at = words.findIndex((_, index) =>
        patterns.every((pattern, offset) => pattern.test(words[index + offset]?.text ?? '')),
      );
      const name = words[at];
      if (at === -1 || name === undefined || env.has(variable)) continue;
      // A variable may stand for the option.
      const rest = words.slice(at + patterns.length);
      if (server.unless?.test(rest[0]?.text ?? '') === true) continue;
      if (server.isConfigured === true && mayConfigure(stage)) continue;
      const host = findHost(rest, options);
      if (host === undefined && !rest.some(({ text }) => text.startsWith('$'))) {
        return [{ program, at: name.at, host: undefined }];
      }
      if (host !== undefined && /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host.text)) {
        return [{ program, at: host.at, host: host.text }];
      }
    }
    return [];
  });
}

/** False for a plain base in which nothing is said about the configuration of Jupyter. */
function mayConfigure(stage: Stage | undefined): boolean {
  if (stage === undefined) return true;
  if (
    stage.instructions.some(({ instruction }) =>
      /jupyter_|\.jupyter/.test(instruction.argument.text),
    )
  ) {
    return true;
  }
  if (stage.parent !== undefined) return mayConfigure(stage.parent);
  return !/^(?:python|debian|ubuntu)$/.test(stage.base?.repository ?? '');
}

function findHost(
  words: readonly StartedWord[],
  options: readonly string[],
): StartedWord | undefined {
  for (const [index, word] of words.entries()) {
    if (options.includes(word.text)) return words[index + 1] ?? word;
    const option = options.find((name) => word.text.startsWith(`${name}=`));
    if (option !== undefined) return { text: word.text.slice(option.length + 1), at: word.at };
  }
  return undefined;
}

/** Servers that the script of a container starts by itself, where all of them stay on the loopback address. */
export function findLoopbackStarts(
  { service, stage, targets, find }: ProcessView,
  project: Project,
): readonly LoopbackServer[] {
  const [target] = targets;
  if (target?.kind !== 'script' || target.folder === undefined) return [];
  if (service !== undefined && sharesNetwork(service)) return [];
  const place = find(resolveInImage(target.folder, target.text));
  const source = place.kind === 'file' ? place.source : undefined;
  const facts = source === undefined ? undefined : project.python.sources.get(source);
  const env = new Set([
    ...(stage?.variables.keys() ?? []),
    ...(service?.environment.map(({ name }) => name) ?? []),
  ]);
  const found = (facts?.servers ?? []).map(({ server, host, defaultHost, at }) => {
    const variable = hostVariables.get(server);
    const call = facts?.calls.find((one) => one.at.start === at.start && one.at.end === at.end);
    if (call?.hasSpread !== false || (variable !== undefined && env.has(variable)))
      return undefined;
    const program = call.name.includes('uvicorn') ? 'uvicorn.run' : nameOfCall(call.name);
    if (host === undefined) {
      return isLoopbackHost(defaultHost) ? { program, at, host: undefined } : undefined;
    }
    const isKnown = host.isKnown && host.variable === undefined && host.text !== undefined;
    return isKnown && isLoopbackHost(host.text ?? '')
      ? { program, at, host: host.text }
      : undefined;
  });
  // One that others can reach is the one that counts; the rest may be for another occasion.
  return found.every((one) => one !== undefined) ? found : [];
}

/** Variables that some servers read where the call says nothing. */
const hostVariables: ReadonlyMap<string, string> = new Map([
  ['gradio', 'GRADIO_SERVER_NAME'],
  ['dash', 'HOST'],
]);

function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
}

/** `flask.Flask().run` → `Flask().run`. */
function nameOfCall(name: string): string {
  return name.split('.').slice(-2).join('.');
}
