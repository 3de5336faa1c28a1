import { ComposeError } from '../../ports/compose-runner.ts';
import type { ComposeProject } from '../../ports/compose-runner.ts';

/** Arguments of the docker program, one word each: no shell ever reads them. Every function throws `invalid` for what cannot be handed over safely. */

export function upArgs(
  project: ComposeProject,
  options: { readonly services?: readonly string[]; readonly build?: boolean },
): readonly string[] {
  return [
    ...globalArgs(project),
    'up',
    '--detach',
    ...(options.build === true ? ['--build'] : []),
    ...positionals(options.services),
  ];
}

export function stopArgs(
  project: ComposeProject,
  options: { readonly services?: readonly string[] },
): readonly string[] {
  return [...globalArgs(project), 'stop', ...positionals(options.services)];
}

export function downArgs(project: ComposeProject): readonly string[] {
  return [...globalArgs(project), 'down'];
}

/** `--quiet`, since the resolved file that it would print holds the values of secrets. */
export function configCheckArgs(project: ComposeProject): readonly string[] {
  return [...globalArgs(project), 'config', '--quiet'];
}

export function versionArgs(): readonly string[] {
  return ['compose', 'version', '--short'];
}

const projectName = /^[a-z0-9][a-z0-9_-]*$/;
const serviceName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

function globalArgs(project: ComposeProject): readonly string[] {
  if (!projectName.test(project.name)) {
    throw new ComposeError('invalid', `"${project.name}" is no name of a Compose project.`, '');
  }
  if (project.files.length === 0) {
    throw new ComposeError('invalid', 'A Compose project needs a file.', '');
  }
  return [
    'compose',
    '--ansi',
    'never',
    '--progress',
    'plain',
    '--project-name',
    project.name,
    '--project-directory',
    absolute(project.directory),
    ...project.files.flatMap((file) => ['--file', absolute(file)]),
    ...(project.profiles ?? []).flatMap((profile) => ['--profile', named(profile)]),
  ];
}

/** Behind `--`, so that a name that looks like an option is none. Such names are refused all the same. */
function positionals(services: readonly string[] | undefined): readonly string[] {
  return services === undefined || services.length === 0 ? [] : ['--', ...services.map(named)];
}

function named(name: string): string {
  if (!serviceName.test(name)) {
    throw new ComposeError(
      'invalid',
      `"${name}" is a name that cannot be handed to Compose safely.`,
      '',
    );
  }
  return name;
}

/** An absolute path begins with a slash or a drive, never with a dash, so it cannot be taken for an option. */
function absolute(path: string): string {
  const isAbsolute =
    path.startsWith('/') || /^[a-zA-Z]:[\\/]/.test(path) || path.startsWith('\\\\');
  if (!isAbsolute || path.includes('\0')) {
    throw new ComposeError('invalid', `"${path}" is not an absolute path.`, '');
  }
  return path;
}
