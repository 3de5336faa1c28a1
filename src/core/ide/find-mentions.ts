import { contains } from '../base/span.ts';
import type { Project } from '../model/project.ts';
import { listBuildCommands, listScriptWords, listServiceCommands } from './command-words.ts';
import { listComposeFilePaths, listServicePaths } from './compose-paths.ts';
import { listComposeKeys } from './compose-keys.ts';
import { listComposeNames } from './compose-names.ts';
import { listHostNames, listVariableHosts } from './host-names.ts';
import { findDockerfiles } from './find-dockerfiles.ts';
import { listComposeVariables } from './compose-variables.ts';
import { listCopySources } from './dockerfile-paths.ts';
import { listInstructionWords } from './dockerfile-instructions.ts';
import { listStageNames } from './dockerfile-stages.ts';
import { listDockerfileVariables } from './dockerfile-variables.ts';
import { findComposePlace } from './compose-place.ts';
import { listMlflowVariables } from './mlflow-variables.ts';
import type { Mention } from './mention.ts';

/** Paths in a file that lead to another one. */
export function* listPaths(project: Project, file: string): Generator<Mention> {
  const compose = findComposePlace(project, file);
  if (compose !== undefined) {
    yield* listServicePaths(compose);
    yield* listComposeFilePaths(compose);
  }
  for (const dockerfile of findDockerfiles(project, file)) {
    yield* listCopySources(project, dockerfile);
  }
}

/** Every word of a file that an editor can explain or follow. */
export function* listMentions(project: Project, file: string): Generator<Mention> {
  yield* listPaths(project, file);
  const compose = findComposePlace(project, file);
  if (compose !== undefined) {
    yield* listComposeVariables(compose);
    yield* listComposeNames(compose);
    yield* listHostNames(compose);
    yield* listComposeKeys(compose);
    yield* listServiceCommands(compose);
  }
  for (const dockerfile of findDockerfiles(project, file)) {
    yield* listDockerfileVariables(project, dockerfile);
    yield* listStageNames(project, dockerfile);
    yield* listInstructionWords(dockerfile);
    yield* listBuildCommands(dockerfile);
  }
  yield* listVariableHosts(project, file);
  yield* listScriptWords(project, file);
  yield* listMlflowVariables(project, file);
}

/** What stands at a place, the narrowest first. */
export function findMentions(mentions: Iterable<Mention>, offset: number): readonly Mention[] {
  const found: Mention[] = [];
  for (const mention of mentions) if (contains(mention.at, offset)) found.push(mention);
  return found.sort((a, b) => lengthOf(a) - lengthOf(b));
}

function lengthOf({ at }: Mention): number {
  return at.end - at.start;
}
