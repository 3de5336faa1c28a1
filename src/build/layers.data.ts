/** One folder of `src`: what it is for and what it may see. The only source for project references, lint fences and the diagram. */
export interface Layer {
  readonly folder: string;
  readonly purpose: string;
  /** Folders of this table, by name. */
  readonly imports: readonly string[];
  /** npm packages, by name or by `prefix*`. */
  readonly packages: readonly string[];
  /** Whether modules of Node may be imported, only Node's types be used, or neither. */
  readonly node: 'modules' | 'types' | 'none';
}

export const layers: readonly Layer[] = [
  {
    folder: 'core',
    purpose: 'text in, data out: parsers, project model, rules, lint engine, editor answers',
    imports: [],
    packages: ['yaml'],
    node: 'none',
  },
  {
    folder: 'ports',
    purpose: 'what we need from outside, as interfaces',
    imports: ['core'],
    packages: [],
    node: 'types',
  },
  {
    folder: 'scaffold',
    purpose: 'templates: typed answers in, files and edits out',
    imports: ['core'],
    packages: [],
    node: 'none',
  },
  {
    folder: 'app',
    purpose: 'use cases and view models without UI',
    imports: ['core', 'ports', 'scaffold'],
    packages: ['diff'],
    node: 'types',
  },
  {
    folder: 'adapters',
    purpose: 'one folder per outside system, each implementing a port',
    imports: ['core', 'ports'],
    packages: ['dockerode', 'yaml'],
    node: 'modules',
  },
  {
    folder: 'cli',
    purpose: 'argument list in, text and exit code out',
    imports: ['core', 'scaffold', 'app', 'ports', 'adapters'],
    packages: [],
    node: 'modules',
  },
  {
    folder: 'server',
    purpose: 'the language server: LSP at the edge of core',
    imports: ['core', 'ports', 'adapters'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
    node: 'modules',
  },
  {
    folder: 'client',
    purpose: 'the VS Code extension',
    imports: ['core', 'ports', 'scaffold', 'app', 'adapters'],
    packages: ['vscode', 'vscode-languageclient'],
    node: 'modules',
  },
  {
    folder: 'build',
    purpose: 'bundles, generators, test hosts; never shipped',
    imports: ['core', 'ports', 'scaffold', 'app', 'adapters', 'cli', 'server', 'client'],
    packages: ['esbuild', 'prettier', '@vscode/*', 'playwright-core', 'vitest', 'mocha', 'knip'],
    node: 'modules',
  },
];

/** The order inside `core`: a folder sees those it lists. */
export const coreFolders: Readonly<Record<string, readonly string[]>> = {
  base: [],
  syntax: ['base'],
  model: ['base', 'syntax'],
  rulekit: ['base', 'syntax', 'model'],
  rules: ['base', 'model', 'rulekit'],
  engine: ['base', 'model', 'rulekit', 'rules'],
  ide: ['base', 'syntax', 'model', 'engine'],
};
