import type { MentionKind } from './mention.ts';

/** What other extensions explain on hover, by their id. */
export const spokenElsewhere: ReadonlyMap<string, readonly MentionKind[]> = new Map([
  ['docker.docker', ['composeKey']],
  ['ms-azuretools.vscode-containers', ['composeKey', 'instruction']],
  ['ms-azuretools.vscode-docker', ['composeKey', 'instruction']],
  ['redhat.vscode-yaml', ['composeKey']],
]);
