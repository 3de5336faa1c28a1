/** Places whose documents people write: not the two sides of a diff, and not what only shows text. */
const schemes = ['file', 'untitled', 'vscode-vfs'] as const;
const languages = ['dockerfile', 'dockercompose'] as const;

/** Files of other languages, or of none, that are linted. */
const lintedPatterns = [
  '**/*[cC]ompose*.{yml,yaml}',
  '**/*[dD]ocker[fF]ile*',
  '**/*[cC]ontainerfile*',
  '**/*.dockerignore',
  '**/.env*',
  '**/*.env',
  '**/.drydock.yaml',
  '**/requirements*.txt',
  '**/pyproject.toml',
];

/** Files that decide about others: included compose files, settings, what a container runs. */
const decidingPatterns = [
  '**/*.{yml,yaml,py,sh,lock}',
  '**/{Pipfile,MLproject,.gitignore,.python-version}',
  '**/*{requirements,constraints}*.{txt,in}',
];

/** Documents that are about containers. */
export const lintedDocuments = [
  ...schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
  ...toFiles(lintedPatterns),
];

/** Documents whose unsaved text the server wants. */
export const documentSelector = [...lintedDocuments, ...toFiles(decidingPatterns)];

function toFiles(
  patterns: readonly string[],
): readonly { readonly scheme: string; readonly pattern: string }[] {
  return patterns.map((pattern) => ({ scheme: 'file', pattern }));
}
