import { resolveInImage } from './python-image-files.ts';
import { hasOption, listValues } from './python-install-choice.ts';
import type { InstallCommand } from './python-install-commands.ts';

/** The folder of the environment that a command fills; undefined for the system's own. */
export function findLocation(
  command: InstallCommand,
  workdir: string,
  findVariable: (name: string) => string | undefined,
): string | undefined {
  const resolve = (path: string): string => resolveInImage(workdir, path);
  const [named] = placeOptions[command.tool]?.flatMap((name) => listValues(command, name)) ?? [];
  if (named !== undefined) return resolve(named);
  if (command.action === 'wheel') return resolve('.');
  if (hasOption(command, '--system')) return undefined;
  if (hasOption(command, '--user')) return '/root/.local';
  switch (command.tool) {
    case 'pip':
      return findProgramFolder(command.program.text) ?? findActive(findVariable);
    case 'uv':
      return resolve(findVariable('UV_PROJECT_ENVIRONMENT') ?? '.venv');
    case 'poetry':
      return isOn(findVariable('POETRY_VIRTUALENVS_IN_PROJECT'))
        ? resolve('.venv')
        : findActive(findVariable);
    case 'pipenv':
      return isOn(findVariable('PIPENV_VENV_IN_PROJECT')) ? resolve('.venv') : undefined;
    case 'conda':
      return '/opt/conda';
    default:
      return undefined;
  }
}

const placeOptions: Readonly<Record<string, readonly string[]>> = {
  pip: ['-t', '--target', '--prefix', '-w', '--wheel-dir'],
  conda: ['-p', '--prefix'],
};

/** `/opt/venv/bin/pip` fills `/opt/venv`. */
function findProgramFolder(program: string): string | undefined {
  const folder = /^(\/.+)\/bin\/[^/]+$/.exec(program)?.[1];
  return folder === '/usr' || folder === '/usr/local' ? undefined : folder;
}

/** The environment that ENV activates. */
function findActive(findVariable: (name: string) => string | undefined): string | undefined {
  const active = findVariable('VIRTUAL_ENV');
  if (active !== undefined && active !== '') return active;
  const [first] = findVariable('PATH')?.split(':') ?? [];
  return first === undefined ? undefined : /^(\/.*venv[^/]*)\/bin$/.exec(first)?.[1];
}

function isOn(value: string | undefined): boolean {
  return /^(?:1|true|yes|on)$/i.test(value ?? '');
}
