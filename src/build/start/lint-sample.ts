import path from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { runCommand, tryCommand } from '../services/run-command.ts';

const cli = path.join(repositoryRoot, 'dist/cli.js');

/** What the linter says about a project, as a person reads it in a terminal. */
export async function formatFindings(folder: string): Promise<string> {
  const { stdout, stderr } = await tryCommand(
    process.execPath,
    [cli, 'lint', '--format', 'stylish'],
    {
      cwd: folder,
    },
  );
  return `${stdout}${stderr}`.trimEnd();
}

/** The messages of all findings that an editor lists; hints are only dots in the text. */
export async function listMessages(folder: string): Promise<readonly string[]> {
  const { stdout } = await tryCommand(process.execPath, [cli, 'lint', '--format', 'json'], {
    cwd: folder,
  });
  const report = JSON.parse(stdout) as {
    readonly roots: readonly {
      readonly findings: readonly { readonly severity: string; readonly message: string }[];
    }[];
  };
  return report.roots
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ message }) => message);
}

/** The names of the services that the project declares. */
export async function listServices(folder: string): Promise<readonly string[]> {
  const { stdout } = await runCommand(process.execPath, [cli, 'ps', '--format', 'json'], {
    cwd: folder,
  });
  const found = JSON.parse(stdout) as {
    readonly projects: readonly { readonly services: readonly { readonly name: string }[] }[];
  };
  return found.projects.flatMap(({ services }) => services.map(({ name }) => name));
}
