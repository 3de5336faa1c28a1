import type { ProjectFacts } from '../facts.ts';
import { pathIn } from '../detect/file-texts.ts';

export interface DockerfilePlace {
  /** Relative to the project root. */
  readonly path: string;
  /** As `build.dockerfile` says it: relative to the context. */
  readonly fromContext: string;
}

/** A free place for a service's Dockerfile, named as the project names its others. */
export function chooseDockerfile(
  facts: ProjectFacts,
  context: string,
  service: string,
  isText: (path: string) => boolean,
): DockerfilePlace {
  for (const fromContext of listCandidates(facts, context, service)) {
    const path = pathIn(context, fromContext);
    // A Dockerfile that already is the wanted one is used, so that a second run makes no second file.
    if (!facts.paths.has(path) || isText(path)) return { path, fromContext };
  }
  throw new Error('unreachable: the candidates do not end');
}

function* listCandidates(facts: ProjectFacts, context: string, service: string): Iterable<string> {
  const naming = facts.naming.value;
  if (context !== '') yield 'Dockerfile';
  else if (naming === 'folder') yield `${service}/Dockerfile`;
  else if (naming === 'suffix') yield `Dockerfile.${service}`;
  for (let number = 1; ; number += 1) {
    yield `${service}${number === 1 ? '' : `-${number}`}.Dockerfile`;
  }
}
