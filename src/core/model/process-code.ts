import { remember } from '../base/remember.ts';
import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import type { MlflowPeer } from './mlflow-peer.ts';
import type { MlflowStack } from './mlflow-services.ts';
import { findServiceVariables, isSetByItself } from './process-environment.ts';
import type { FileSet, Project, Service } from './project.ts';

/** A service whose program is Python code of the project. */
export interface CodeService {
  readonly service: Service;
  readonly sources: readonly PythonFacts[];
  /** True where the container has a variable, or may have it. */
  readonly mayHave: (name: string) => boolean;
  /** Names that compose files, env files and the image set. */
  readonly names: ReadonlySet<string>;
}

/** Those of a file set whose environment is known, as far as files tell. */
export function findCodeServices(fileSet: FileSet, { mlflow }: Project): readonly CodeService[] {
  return findInStack(mlflow.findStack(fileSet));
}

const findInStack = remember(({ peers }: MlflowStack): readonly CodeService[] =>
  peers.flatMap((peer): readonly CodeService[] => {
    const { service, sources } = peer;
    const given = findServiceVariables(service);
    if (!given.hasAllFiles || sources.length === 0 || sources.some(readsDotenv)) return [];
    const mayHave = (name: string): boolean =>
      given.names.has(name) || isSetByItself(name) || setsItself(peer, name);
    return [{ service, sources, names: given.names, mayHave }];
  }),
);

/** Code that reads an env file by itself, so that nobody knows what is set. */
function readsDotenv({ calls, imports }: PythonFacts): boolean {
  return (
    imports.some(({ module }) => /^(?:dotenv|environs|decouple|dynaconf)\b/.test(module)) ||
    calls.some(
      ({ name, keywords }) =>
        /dotenv/i.test(name) || keywords.some((keyword) => keyword.name === 'env_file'),
    )
  );
}

/** True where the code, or the command before it, sets the variable. */
function setsItself({ sources, commands }: MlflowPeer, name: string): boolean {
  return (
    sources.some(({ environmentWrites }) =>
      environmentWrites.some((write) => write.name === name),
    ) ||
    commands.some(({ words, assignments = [] }) =>
      [...words, ...assignments].some(({ text }) => text.startsWith(`${name}=`)),
    )
  );
}
