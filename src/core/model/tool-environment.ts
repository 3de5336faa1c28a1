import { findPathFolders } from './environment-path.ts';
import type { Project, Stage } from './project.ts';
import { readInstallCommands, type InstallCommand } from './python-install-commands.ts';

/**
 * The tool that made an environment of its own in a stage, in a folder with a name that only it knows; undefined where
 * it was told to do otherwise, where anything else fills a Python, and where a file or a variable may say so.
 */
export function findToolEnvironment(
  stage: Stage,
  escape: string,
  { paths, snapshot }: Project,
): 'poetry' | 'pipenv' | undefined {
  const commands = findInstalls(stage);
  const [first, ...others] = commands.filter((command) => !bringsTool(command));
  const tool = first?.tool;
  if (first === undefined || (tool !== 'poetry' && tool !== 'pipenv')) return undefined;
  const isOwn = [first, ...others].every(
    (command) => command.tool === tool && command.action === 'sync' && !isTold(command),
  );
  if (!isOwn || stage.variables.has('PYTHONPATH') || stage.variables.has('VIRTUAL_ENV')) {
    return undefined;
  }
  if ([...stage.variables.keys()].some((name) => /^(?:POETRY_VIRTUALENVS|PIPENV)_/.test(name))) {
    return undefined;
  }
  const isConfigured = [...snapshot.files.keys()].some((path) =>
    /(?:^|\/)poetry\.toml$/.test(path),
  );
  if (isConfigured || !paths.hasFile(tool === 'poetry' ? 'pyproject.toml' : 'Pipfile')) {
    return undefined;
  }
  const path = findPathFolders(stage, escape);
  return path.some((folder) => /env|\$\(/.test(folder)) || isChangedByHand(stage)
    ? undefined
    : tool;
}

function findInstalls(stage: Stage): readonly InstallCommand[] {
  const own = stage.instructions.flatMap(({ instruction, script, variables }) =>
    instruction.keyword === 'RUN' && script !== undefined
      ? readInstallCommands(script, (name) => variables.get(name)?.value)
      : [],
  );
  return stage.parent === undefined ? own : [...findInstalls(stage.parent), ...own];
}

/** `pip install poetry` and the system's packages say nothing about where the project's packages go. */
function bringsTool({ tool, words, options }: InstallCommand): boolean {
  if (tool === 'apt') return true;
  const isFile = options.some(({ name }) => /^(?:-r|--requirement|-e|--editable)$/.test(name));
  return (
    tool === 'pip' &&
    !isFile &&
    words.every(({ text }) => /^(?:pip|setuptools|wheel|poetry|pipenv|virtualenv)\b/.test(text))
  );
}

function isTold({ options }: InstallCommand): boolean {
  return options.some(({ name }) => name === '--system' || name === '--only-root');
}

/** `poetry config …`, links and copies that bring the environment elsewhere. */
function isChangedByHand({ instructions, parent }: Stage): boolean {
  const isChanged = instructions.some(
    ({ instruction, script }) =>
      instruction.keyword === 'RUN' &&
      (script?.commands ?? []).some(({ words }) =>
        words.some(({ plain }) => /^(?:config|ln|venv)$|virtualenvs|--venv|env\b.*use/.test(plain)),
      ),
  );
  return isChanged || (parent !== undefined && isChangedByHand(parent));
}
