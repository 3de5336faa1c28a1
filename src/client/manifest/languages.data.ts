/** Snippet files by language. Their text is checked by `test/scaffold/snippets.test.ts`. */
export const snippets = [
  { language: 'dockerfile', path: './snippets/dockerfile.json' },
  { language: 'dockercompose', path: './snippets/compose.json' },
] as const;

const embeddedLanguages = {
  'meta.embedded.block.shellscript': 'shellscript',
  'meta.embedded.inline.shellscript': 'shellscript',
  'meta.embedded.block.python': 'python',
} as const;

/** Colors what the grammars of VS Code leave gray; it gives compose files the scope of YAML. */
export const grammars = [
  {
    scopeName: 'drydock.compose.interpolation',
    path: './syntaxes/compose-interpolation.tmLanguage.json',
    injectTo: ['source.yaml'],
  },
  {
    scopeName: 'drydock.compose.shell',
    path: './syntaxes/compose-shell.tmLanguage.json',
    injectTo: ['source.yaml'],
    embeddedLanguages,
  },
  {
    scopeName: 'drydock.dockerfile.heredoc',
    path: './syntaxes/dockerfile-heredoc.tmLanguage.json',
    injectTo: ['source.dockerfile'],
    embeddedLanguages,
  },
] as const;
