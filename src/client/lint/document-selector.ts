/** Documents whose unsaved text the server wants: what is linted, and what decides about it. */
export const documentSelector = [
  { language: 'dockerfile' },
  { language: 'dockercompose' },
  { scheme: 'file', pattern: '**/*[cC]ompose*.{yml,yaml}' },
  { scheme: 'file', pattern: '**/*[dD]ocker[fF]ile*' },
  { scheme: 'file', pattern: '**/*[cC]ontainerfile*' },
  { scheme: 'file', pattern: '**/*.dockerignore' },
  { scheme: 'file', pattern: '**/.env*' },
  { scheme: 'file', pattern: '**/.drydock.yaml' },
  { scheme: 'file', pattern: '**/requirements*.txt' },
  { scheme: 'file', pattern: '**/pyproject.toml' },
] as const;
