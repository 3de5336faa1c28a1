import { remember } from '../base/remember.ts';
import type { Stage, StageInstruction } from './project.ts';
import { readInstallCommands, type InstallCommand } from './python-install-commands.ts';
import { resolveInImage } from './python-image-files.ts';
import type { PythonModel } from './python-project.ts';

/** True where a stage, or one that it is built on or copies from, may install the project itself as a package. */
export function installsProject(
  stage: Stage,
  stages: readonly Stage[],
  python: PythonModel,
): boolean {
  const seen = new Set<Stage>();
  const pending: Stage[] = [stage];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.instructions.some((item) => installsHere(item, python))) return true;
    if (at.parent !== undefined) pending.push(at.parent);
    for (const { copy } of at.instructions) {
      const from = copy?.from?.toLowerCase();
      const origin = stages.find(
        ({ name, index }) => name?.toLowerCase() === from || String(index) === from,
      );
      if (from !== undefined && origin !== undefined) pending.push(origin);
    }
  }
  return false;
}

function installsHere(
  { instruction, script, variables }: StageInstruction,
  python: PythonModel,
): boolean {
  if (instruction.keyword !== 'RUN' || script === undefined) return false;
  const isSetup = script.commands.some(({ words }) =>
    words.some(({ plain }) =>
      /(?:^|\/)setup\.py$|^(?:make|tox|nox|just|hatch|pdm|rye|pixi)$/.test(plain),
    ),
  );
  if (isSetup) return true;
  return readInstallCommands(script, (name) => variables.get(name)?.value).some((command) =>
    isOwn(command, python),
  );
}

/** A command that builds and installs a project that lies in the image. */
export interface OwnInstall {
  readonly command: InstallCommand;
  /** The folder of the project in the image. */
  readonly folder: string;
}

/** The commands of a RUN that install projects from folders of the image. */
export const findOwnInstalls = remember((item: StageInstruction): readonly OwnInstall[] => {
  const { instruction, script, variables, workdir } = item;
  if (instruction.keyword !== 'RUN' || script === undefined) return [];
  return readInstallCommands(script, (name) => variables.get(name)?.value).flatMap((command) => {
    if (command.folders.some((folder) => /[?$]/.test(folder))) return [];
    const cwd = command.folders.reduce<string | undefined>(
      (folder, next) => resolveInImage(folder, next),
      workdir,
    );
    return findFolders(command).map((folder) => ({ command, folder: resolveInImage(cwd, folder) }));
  });
});

/** What is built, as written: the working directory for `uv sync` and `poetry install`. */
function findFolders({ tool, action, words, options }: InstallCommand): readonly string[] {
  if (action === 'sync') {
    const isOther = options.some(({ name }) =>
      /^--(?:no-(?:root|install-project|install-workspace)|package|project|directory|only-(?:dev|group))$/.test(
        name,
      ),
    );
    return tool === 'pipenv' || isOther ? [] : ['.'];
  }
  if (tool !== 'pip' || action !== 'install') return [];
  const editable = options.flatMap(({ name, value }) =>
    (name === '-e' || name === '--editable') && value !== undefined ? [value] : [],
  );
  return [...words, ...editable].flatMap(({ text, isKnown }) => {
    const path = text.replace(/\[[^\]]*\]$/, '');
    return isKnown && /^(?:\.{1,2}(?:\/|$)|\/)/.test(path) && !/[*]|\.(?:whl|gz|zip)$/.test(path)
      ? [path]
      : [];
  });
}

function isOwn({ action, words, options }: InstallCommand, python: PythonModel): boolean {
  const isEditable = options.some(({ name }) => name === '-e' || name === '--editable');
  if (isEditable) return true;
  if (words.some(({ text, isKnown }) => !isKnown || /^\.|^\/|\.whl$/.test(text))) return true;
  if (action !== 'sync') return false;
  if (options.some(({ name }) => /^--no-(?:root|install-project|install-workspace)$/.test(name)))
    return false;
  return [...python.dependencyFiles.values()].some((file) => {
    if (file.kind !== 'pyproject' || file.project === undefined) return false;
    const { isPackage, buildBackend, hasPoetryTable } = file.project;
    return isPackage !== false && (buildBackend !== undefined || hasPoetryTable);
  });
}
