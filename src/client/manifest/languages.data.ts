/** Snippet files by language. Their text is checked by `test/scaffold/snippets.test.ts`. */
export const snippets = [
  { language: 'dockerfile', path: './snippets/dockerfile.json' },
  { language: 'dockercompose', path: './snippets/compose.json' },
] as const;

/** Highlights `${VAR}` inside YAML values; VS Code gives compose files the scope of YAML. */
export const grammars = [
  {
    scopeName: 'drydock.compose.interpolation',
    path: './syntaxes/compose-interpolation.tmLanguage.json',
    injectTo: ['source.yaml'],
  },
] as const;
