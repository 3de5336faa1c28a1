import type { Span } from '../../base/span.ts';
import { sharesNetwork } from '../../model/service-address.ts';
import {
  findServiceCommands,
  findStageCommands,
  type StartedCommand,
  type StartedWord,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noLoopbackServer = defineRule({
  id: 'project/no-loopback-server',
  summary: 'Require servers in containers to listen on more than the loopback address',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    default: '{program} listens on 127.0.0.1 unless told otherwise: nobody outside reaches it.',
    loopback: '{program} listens on "{host}", which nobody outside the container reaches.',
  },
  on: {
    stage(stage, report, { dockerfile }) {
      const isLast = dockerfile?.stages.at(-1) === stage;
      if (!isLast || dockerfile.uses.some(({ service }) => sharesNetwork(service))) return;
      const env = new Set(stage.variables.keys());
      for (const { service } of dockerfile.uses)
        for (const { name } of service.environment) env.add(name);
      for (const found of findLoopback(findStageCommands(stage), env)) {
        // A service with a command of its own does not run this one.
        if (dockerfile.uses.some(({ service }) => service.command !== undefined)) continue;
        if (found.host === undefined) report.default(found.at, found);
        else report.loopback(found.at, { program: found.program, host: found.host });
      }
    },
    service(service, report) {
      if (sharesNetwork(service)) return;
      const env = new Set(service.environment.map(({ name }) => name));
      for (const found of findLoopback(findServiceCommands(service), env)) {
        // What the image starts is reported where the image is made.
        if (found.at.file !== service.entry.at.file) continue;
        if (found.host === undefined) report.default(found.at, found);
        else report.loopback(found.at, { program: found.program, host: found.host });
      }
    },
  },
});

/** Servers that bind to the loopback address by default: their words, host options and variables. */
const servers: readonly {
  readonly program: string;
  readonly words: readonly RegExp[];
  readonly options: readonly string[];
  readonly variable: string;
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
];

interface Found {
  readonly program: string;
  readonly at: Span;
  /** Undefined where the default is used. */
  readonly host: string | undefined;
}

function findLoopback(
  commands: readonly StartedCommand[],
  env: ReadonlySet<string>,
): readonly Found[] {
  return commands.flatMap(({ words }): readonly Found[] => {
    for (const { program, words: patterns, options, variable } of servers) {
      const at = words.findIndex((_, index) =>
        patterns.every((pattern, offset) => pattern.test(words[index + offset]?.text ?? '')),
      );
      const name = words[at];
      if (at === -1 || name === undefined || env.has(variable)) continue;
      // A variable may stand for the option.
      const rest = words.slice(at + patterns.length);
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

export const noLoopbackServerPage = definePage({
  rationale:
    'Servers such as uvicorn and flask bind to 127.0.0.1 by default. In a container that address is reachable from the container alone, so published ports and other services get "connection refused".',
  bad: [
    {
      title: 'uvicorn without a host',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nCMD ["uvicorn", "api:app", "--port", "8000"]\n',
      },
    },
    {
      title: 'flask on localhost',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    command: flask --app api run --host 127.0.0.1\n  web:\n    image: web:1.4.0\n    command: flask run --host=localhost\n',
      },
    },
  ],
  good: [
    {
      title: 'All addresses of the container',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nCMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]\n',
      },
    },
  ],
});
