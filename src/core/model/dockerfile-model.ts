import type { DockerfileTree, Instruction } from '../syntax/dockerfile-tree.ts';
import { readDeclarations } from './dockerfile-declarations.ts';
import { readScript, toProcessLine } from './dockerfile-process.ts';
import { expandWord, type Expansion } from './dockerfile-variables.ts';
import { findBaseWorkdir } from './image-files-bases.ts';
import { parseImageReference } from './image-reference.ts';
import type {
  BuildContext,
  Copy,
  Dockerfile,
  DockerfileUse,
  InlineText,
  ProcessLine,
  Stage,
  StageInstruction,
  Variable,
} from './project.ts';
import { VariableHistory } from './variable-scope.ts';

/** Resolves what Docker would: stages, scopes, working directories, users. */
export function createDockerfile(
  tree: DockerfileTree,
  uses: readonly DockerfileUse[],
  contexts: readonly BuildContext[],
  inline?: InlineText,
): Dockerfile {
  const reader = new StageReader(tree);
  for (const instruction of tree.instructions) reader.read(instruction);
  return {
    path: tree.file,
    inline,
    tree,
    stages: reader.stages,
    globalArgs: reader.globalArgs,
    globalInstructions: reader.globalInstructions,
    uses,
    contexts,
  };
}

/** What an instruction changes for those behind it. */
interface StageState {
  readonly history: VariableHistory;
  scope: ReadonlyMap<string, Variable>;
  workdir: string | undefined;
  isWorkdirWritten: boolean;
  user: string | undefined;
  hasPosixShell: boolean;
  entrypoint: ProcessLine | undefined;
  command: ProcessLine | undefined;
}

type MutableStage = {
  -readonly [Key in keyof Stage]: Stage[Key];
} & { readonly instructions: StageInstruction[] };

class StageReader {
  readonly stages: Stage[] = [];
  readonly globalArgs: Variable[] = [];
  readonly globalInstructions: StageInstruction[] = [];
  readonly #tree: DockerfileTree;
  readonly #globals = new Map<string, Variable>();
  readonly #byName = new Map<string, { readonly stage: Stage; readonly state: StageState }>();
  #stage: MutableStage | undefined;
  #state: StageState = createState(new Map());

  constructor(tree: DockerfileTree) {
    this.#tree = tree;
  }

  read(instruction: Instruction): void {
    if (instruction.keyword === 'FROM') this.#beginStage(instruction);
    const state = this.#state;
    const item = this.#toStageInstruction(instruction, state);
    if (this.#stage === undefined) {
      this.globalInstructions.push(item);
      if (instruction.keyword === 'ARG') this.#addGlobals(instruction);
      else this.#apply(instruction, state);
      return;
    }
    this.#stage.instructions.push(item);
    this.#stage.at = { ...this.#stage.at, end: instruction.at.end };
    this.#apply(instruction, state);
    this.#stage.entrypoint = state.entrypoint;
    this.#stage.command = state.command;
    this.#stage.variables = state.scope;
  }

  #addGlobals(instruction: Instruction): void {
    const { escape } = this.#tree;
    for (const variable of readDeclarations(instruction, escape, (name) =>
      this.#globals.get(name),
    )) {
      this.#globals.set(variable.name, variable);
      this.globalArgs.push(variable);
    }
  }

  #beginStage(from: Instruction): void {
    const [image, as, name] = from.words;
    const isNamed = as !== undefined && as.text.toUpperCase() === 'AS';
    const expansion = this.#expand(image?.text ?? '', (wanted) => this.#globals.get(wanted)?.value);
    const origin = this.#byName.get(expansion.text.toLowerCase());
    const parent = origin?.stage;
    const isScratch = expansion.text === 'scratch';
    const state = createState(origin === undefined ? new Map() : inheritedEnv(origin.state.scope));
    const base =
      image === undefined ? undefined : parseImageReference({ ...expansion, at: image.at });
    state.workdir = origin === undefined ? findBaseWorkdir(base) : origin.state.workdir;
    state.isWorkdirWritten = isScratch || origin?.state.isWorkdirWritten === true;
    state.user = origin?.state.user;
    state.hasPosixShell = origin?.state.hasPosixShell ?? true;
    state.entrypoint = origin?.state.entrypoint;
    state.command = origin?.state.command;
    const stage: MutableStage = {
      index: this.stages.length,
      name: isNamed ? name?.text : undefined,
      from,
      base,
      parent,
      instructions: [],
      entrypoint: state.entrypoint,
      command: state.command,
      variables: state.scope,
      at: from.at,
    };
    this.stages.push(stage);
    this.#stage = stage;
    this.#state = state;
    if (stage.name !== undefined) this.#byName.set(stage.name.toLowerCase(), { stage, state });
  }

  #toStageInstruction(instruction: Instruction, state: StageState): StageInstruction {
    return {
      stage: this.#stage,
      instruction,
      workdir: state.workdir,
      isWorkdirWritten: state.isWorkdirWritten,
      user: state.user,
      variables: state.scope,
      script: state.hasPosixShell ? readScript(instruction) : undefined,
      copy: readCopy(instruction),
    };
  }

  #apply(instruction: Instruction, state: StageState): void {
    const { escape } = this.#tree;
    switch (instruction.keyword) {
      case 'ARG':
      case 'ENV': {
        const scope = state.scope;
        const find = (name: string): Variable | undefined => scope.get(name);
        for (const variable of readDeclarations(instruction, escape, find)) {
          state.history.add(this.#withGlobalValue(variable));
        }
        state.scope = state.history.scope();
        return;
      }
      case 'WORKDIR':
        state.workdir = this.#resolveWorkdir(instruction.argument.text, state);
        state.isWorkdirWritten &&= state.workdir !== undefined;
        state.isWorkdirWritten ||= this.#isAbsolute(instruction.argument.text, state);
        return;
      case 'USER': {
        const user = this.#expand(
          instruction.argument.text,
          (name) => state.scope.get(name)?.value,
        );
        state.user = user.isKnown && user.text !== '' ? user.text : undefined;
        return;
      }
      case 'SHELL': {
        const shell = instruction.exec?.[0]?.text ?? '';
        state.hasPosixShell = !/(?:powershell|pwsh|cmd)(?:\.exe)?$/i.test(shell);
        return;
      }
      case 'ENTRYPOINT':
        state.entrypoint = toProcessLine(instruction);
        // Docker drops the CMD of the base with a new ENTRYPOINT; one of the same stage stays.
        if (
          this.#stage?.instructions.every((item) => item.instruction.keyword !== 'CMD') === true
        ) {
          state.command = undefined;
        }
        return;
      case 'CMD':
        state.command = toProcessLine(instruction);
        return;
      default:
    }
  }

  /** `ARG NAME` in a stage takes the value that the same name has before the first FROM. */
  #withGlobalValue(variable: Variable): Variable {
    if (variable.kind !== 'arg' || variable.value !== undefined) return variable;
    return { ...variable, value: this.#globals.get(variable.name)?.value };
  }

  #isAbsolute(written: string, state: StageState): boolean {
    const { text, isKnown } = this.#expand(written, (name) => state.scope.get(name)?.value);
    return isKnown && /^(?:\/|[A-Za-z]:[\\/])/.test(text);
  }

  #resolveWorkdir(written: string, state: StageState): string | undefined {
    const path = this.#expand(written, (name) => state.scope.get(name)?.value);
    if (!path.isKnown || path.text === '') return undefined;
    if (path.text.startsWith('/')) return normalizePath(path.text);
    if (/^[A-Za-z]:[\\/]/.test(path.text)) return path.text;
    return state.workdir === undefined ? undefined : normalizePath(`${state.workdir}/${path.text}`);
  }

  #expand(text: string, find: (name: string) => string | undefined): Expansion {
    return expandWord(text, this.#tree.escape, find);
  }
}

function createState(inherited: ReadonlyMap<string, Variable>): StageState {
  const history = new VariableHistory(inherited);
  return {
    history,
    scope: history.scope(),
    workdir: undefined,
    isWorkdirWritten: false,
    user: undefined,
    hasPosixShell: true,
    entrypoint: undefined,
    command: undefined,
  };
}

/** A stage gets the ENVs of its parent and none of its ARGs. */
function inheritedEnv(scope: ReadonlyMap<string, Variable>): ReadonlyMap<string, Variable> {
  return new Map([...scope].filter(([, variable]) => variable.kind === 'env'));
}

function readCopy(instruction: Instruction): Copy | undefined {
  const wanted = instruction.keyword === 'ONBUILD' ? instruction.inner : instruction;
  if (wanted?.keyword !== 'COPY' && wanted?.keyword !== 'ADD') return undefined;
  const words = wanted.exec ?? wanted.words;
  const destination = words.at(-1);
  if (destination === undefined || words.length < 2) return undefined;
  const from = wanted.flags.find((flag) => flag.name === 'from')?.value;
  return { sources: words.slice(0, -1), destination, from };
}

/** Removes `.`, `..` and doubled slashes of an absolute path. */
function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
