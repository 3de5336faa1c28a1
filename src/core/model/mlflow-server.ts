import type { Span } from '../base/span.ts';
import type { ScalarTextLike, Service, Stage } from './project.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
  type StartedCommand,
  type StartedWord,
} from './started-commands.ts';

/** An `mlflow server` or `mlflow ui` that a container starts. */
export interface MlflowServer {
  /** The word `server` or `ui`. */
  readonly at: Span;
  readonly subcommand: StartedWord;
  readonly form: StartedCommand['form'];
  /** The service, where it is one of a compose file. */
  readonly service: Service | undefined;
  /** What follows the word `server` or `ui`. */
  readonly options: readonly StartedWord[];
  /** An option by its names on the command line, else by its environment variables. */
  findOption(names: readonly string[], variables: readonly string[]): ScalarTextLike | undefined;
  hasFlag(name: string): boolean;
}

export function findMlflowServer(
  service: Service,
  commands: readonly StartedCommand[] = findServiceCommands(service),
): MlflowServer | undefined {
  const lookUp = (name: string): ScalarTextLike | undefined => findVariable(service, name);
  return findIn(commands, { service, lookUp }, trackingCommands);
}

/** An `mlflow models serve` of a service. */
export function findModelServer(
  service: Service,
  commands: readonly StartedCommand[],
): MlflowServer | undefined {
  const lookUp = (name: string): ScalarTextLike | undefined => findVariable(service, name);
  return findIn(commands, { service, lookUp }, modelCommands);
}

export function findStageMlflowServer(
  stage: Stage,
  commands: readonly StartedCommand[] = findStageCommands(stage),
): MlflowServer | undefined {
  const lookUp = (name: string): ScalarTextLike | undefined => findStageVariable(stage, name);
  return findIn(commands, { service: undefined, lookUp }, trackingCommands);
}

/** The value that a service's container has for a variable: its own, else the image's where we know it. */
export function findVariable(service: Service, name: string): ScalarTextLike | undefined {
  const own = service.environment.find((item) => item.name === name);
  if (own !== undefined) return own.value;
  const stage = findServiceStage(service);
  return stage === undefined ? undefined : findStageVariable(stage, name);
}

function findStageVariable(stage: Stage, name: string): ScalarTextLike | undefined {
  const variable = stage.variables.get(name);
  if (variable?.kind !== 'env') return undefined;
  return { text: variable.value ?? '', at: variable.at, isKnown: variable.value !== undefined };
}

/** The container that a command runs in. */
interface Owner {
  readonly service: Service | undefined;
  lookUp(name: string): ScalarTextLike | undefined;
}

const trackingCommands: readonly string[] = ['server', 'ui'];
const modelCommands: readonly string[] = ['models serve'];

/** The first server among some commands. */
function findIn(
  commands: readonly StartedCommand[],
  owner: Owner,
  subcommands: readonly string[],
): MlflowServer | undefined {
  const length = subcommands[0]?.split(' ').length ?? 1;
  for (const { words, form, isShell } of commands) {
    const at = words.findIndex(({ text }, index) => {
      const next = words.slice(index + 1, index + 1 + length).map((word) => word.text);
      return /(?:^|\/)mlflow$/.test(text) && subcommands.includes(next.join(' '));
    });
    const subcommand = at === -1 ? undefined : words[at + length];
    if (subcommand === undefined) continue;
    const options = words.slice(at + 1 + length);
    const expand = isShell
      ? (value: ScalarTextLike) => expandVariables(value, (name) => owner.lookUp(name))
      : undefined;
    return {
      at: subcommand.at,
      subcommand,
      form,
      service: owner.service,
      options,
      findOption: (names, variables) => {
        const value = findOption(options, names);
        if (value === undefined) return findFirst(variables, (name) => owner.lookUp(name));
        return expand === undefined ? value : expand(value);
      },
      hasFlag: (name) => options.some(({ text }) => text === name),
    };
  }
  return undefined;
}

/** Puts the container's variables in, as its shell does; what is not known stays as it is written. */
export function expandVariables(
  value: ScalarTextLike,
  lookUp: (name: string) => ScalarTextLike | undefined,
): ScalarTextLike {
  let isKnown = true;
  const text = value.text.replaceAll(
    /\$(?:\{(\w+)(?::?-([^{}]*))?\}|(\w+))/g,
    (written, braced?: string, fallback?: string, bare?: string) => {
      const variable = lookUp(braced ?? bare ?? '');
      // A value with a part that is not known tells its scheme still.
      const found = variable === undefined ? fallback : variable.text;
      if (found === undefined || variable?.isKnown === false) isKnown = false;
      return found ?? written;
    },
  );
  return { text, at: value.at, isKnown: isKnown && !text.includes('$') && !text.includes('`') };
}

function findOption(
  words: readonly StartedWord[],
  names: readonly string[],
): ScalarTextLike | undefined {
  for (const [index, { text, at }] of words.entries()) {
    if (names.includes(text)) {
      const value = words[index + 1];
      return value === undefined ? undefined : { ...value, isKnown: !value.text.includes('$') };
    }
    const name = names.find((one) => one.startsWith('--') && text.startsWith(`${one}=`));
    if (name !== undefined) {
      const value = text.slice(name.length + 1);
      // The place is that of the value where the word stands in the file as it is.
      const isExact = at.end - at.start === text.length;
      const start = isExact ? at.start + name.length + 1 : at.start;
      return { text: value, at: { ...at, start }, isKnown: !value.includes('$') };
    }
  }
  return undefined;
}

function findFirst<Value>(
  names: readonly string[],
  find: (name: string) => Value | undefined,
): Value | undefined {
  for (const name of names) {
    const value = find(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
