import { nameOf } from '../base/project-path.ts';
import type { Stage, StageInstruction } from '../model/project.ts';
import type { InstallCommand } from '../model/python-install-commands.ts';

/** The lock file that the command goes by. */
export function findLock({ tool, action }: InstallCommand): string | undefined {
  if (action !== 'sync') return undefined;
  return lockNames.get(tool);
}

const lockNames: ReadonlyMap<string, string> = new Map([
  ['uv', 'uv.lock'],
  ['poetry', 'poetry.lock'],
  ['pipenv', 'Pipfile.lock'],
]);

/** The file that says what the lock file is made of. */
export function findLockedFile({ tool }: InstallCommand): string {
  return tool === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
}

/** `uv sync --frozen` and `pipenv install --deploy` stop where there is no lock file. */
export function needsLock({ tool, options }: InstallCommand): boolean {
  if (tool === 'poetry') return false;
  return options.some(({ name }) =>
    tool === 'pipenv' ? name === '--deploy' : name === '--frozen' || name === '--locked',
  );
}

/** True where the command says that it goes without, or says itself what it wants of the file. */
export function hasNoLock({ options }: InstallCommand): boolean {
  return options.some(({ name }) =>
    /^--(?:only-root|frozen|locked|script|skip-lock|ignore-pipfile)$/.test(name),
  );
}

/** True where the tool writes its lock file by itself, in an earlier RUN or in this one. */
export function isLockMade(
  tool: InstallCommand['tool'],
  { instructions, parent }: Stage,
  last?: StageInstruction,
): boolean {
  const end = last === undefined ? instructions.length : instructions.indexOf(last) + 1;
  const isMade = instructions.slice(0, end).some(
    ({ instruction, script }) =>
      instruction.keyword === 'RUN' &&
      (script?.commands ?? []).some(({ words }) => {
        const at = words.findIndex(({ plain }) => nameOf(plain) === tool);
        const rest = at < 0 ? [] : words.slice(at + 1);
        return rest.some(({ plain }) => /^(?:lock|add|update|upgrade|init)$/.test(plain));
      }),
  );
  return isMade || (parent !== undefined && isLockMade(tool, parent));
}
