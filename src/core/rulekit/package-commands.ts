import type { StageInstruction } from '../model/project.ts';
import type { Span } from '../base/span.ts';
import type { ShellScript, ShellWord } from '../syntax/shell-tree.ts';
import { packageManagers, type ManagerName, type PackageManager } from './package-managers.data.ts';
import { findOperands, findPrograms, type Program } from './shell-programs.ts';

/** A package manager at work, such as `apt-get -y install git`. */
export interface PackageCommand {
  readonly manager: ManagerName;
  readonly program: Program;
  /** The word that says what to do, such as `install`. */
  readonly action: ShellWord;
  /** `install` also where a word stands before it, as in `dnf module install`. */
  readonly isInstall: boolean;
  /** Such as `module` or `group` of `dnf module install`. */
  readonly kind: string | undefined;
  /** The words behind the action that are no options. */
  readonly operands: readonly ShellWord[];
}

/** The commands of these managers, in their order. */
export function findPackageCommands(
  script: ShellScript | undefined,
  ...managers: readonly ManagerName[]
): readonly PackageCommand[] {
  return findPrograms(script).flatMap((program) => {
    const known = toPackageProgram(program);
    const manager = packageManagers.find(
      ({ name, programs }) => managers.includes(name) && programs.test(known.name),
    );
    return manager === undefined ? [] : (readCommand(known, manager) ?? []);
  });
}

/** `python -m pip` as `pip`. */
function toPackageProgram(program: Program): Program {
  const [option, module] = program.arguments;
  const isModule = /^python[\d.]*$/.test(program.name) && option?.plain === '-m';
  if (!isModule || module?.plain !== 'pip') return program;
  return { ...program, name: 'pip', nameAt: module.at, arguments: program.arguments.slice(2) };
}

function readCommand(program: Program, manager: PackageManager): PackageCommand | undefined {
  const words = findOperands(program.arguments, manager.valued);
  const [first, second] = words;
  if (first === undefined) return undefined;
  const isGrouped =
    (manager.name === 'yum' || manager.name === 'dnf') && /^(?:module|group)$/.test(first.plain);
  const action = isGrouped ? second : first;
  if (action === undefined) return undefined;
  return {
    manager: manager.name,
    program,
    action,
    isInstall: manager.installs.has(action.plain),
    kind: isGrouped ? first.plain : undefined,
    operands: words.slice(isGrouped ? 2 : 1),
  };
}

/** Packages of one command that have no version. */
export interface Unpinned {
  /** The first of them. */
  readonly at: Span;
  /** For a message: the first by its name, the others by their number. */
  readonly packages: string;
}

/** Asks for each package that is written out whether its version is fixed. */
export function findUnpinned(
  { operands }: PackageCommand,
  isPinned: (name: string) => boolean,
): Unpinned | undefined {
  const open = operands.filter(({ plain, isLiteral }) => isLiteral && !isPinned(plain));
  const [first] = open;
  if (first === undefined) return undefined;
  const others = open.length - 1;
  return {
    at: first.at,
    packages: others === 0 ? `"${first.plain}"` : `"${first.plain}" and ${others} more`,
  };
}

/** What the installs of one package manager name without a version, at most one for each command. */
export function findUnpinnedInstalls(
  { instruction, script }: StageInstruction,
  manager: ManagerName,
  isPinned: (name: string) => boolean,
): readonly Unpinned[] {
  if (instruction.keyword !== 'RUN') return [];
  return findPackageCommands(script, manager)
    .filter(({ isInstall }) => isInstall)
    .flatMap((command) => findUnpinned(command, isPinned) ?? []);
}

/** True where a program behind the command removes something below one of the folders. */
export function removesLater(
  script: ShellScript | undefined,
  { program }: PackageCommand,
  ...folders: readonly string[]
): boolean {
  return findPrograms(script).some(
    ({ name, nameAt, arguments: words }) =>
      /^(?:rm|find)$/.test(name) &&
      nameAt.start > program.nameAt.start &&
      words.some(({ plain }) => folders.some((folder) => plain.startsWith(folder))),
  );
}
