/** Places whose documents people write: not the two sides of a diff, and not what only shows text. */
const schemes = ['file', 'untitled', 'vscode-vfs'] as const;
const languages = ['dockerfile', 'dockercompose'] as const;

/** Files of other languages, or of none, that are linted or decide about it. */
const patterns = [
  '**/*[cC]ompose*.{yml,yaml}',
  '**/*[dD]ocker[fF]ile*',
  '**/*[cC]ontainerfile*',
  '**/*.dockerignore',
  '**/.env*',
  '**/.drydock.yaml',
  '**/requirements*.txt',
  '**/pyproject.toml',
];

/** Documents whose unsaved text the server wants. */
export const documentSelector = [
  ...schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
  ...patterns.map((pattern) => ({ scheme: 'file', pattern })),
];
