import { coreFolders, layers, type Layer } from '../layers.data.ts';
import type { GeneratedFile } from './generated-file.ts';

const ambientTypes: Readonly<Record<string, readonly string[]>> = { client: ['node', 'vscode'] };

/** Project references and lint fences, all from the layer table. */
export function generateFences(): readonly GeneratedFile[] {
  return [
    ...layers.map((layer) => ({
      path: `src/${layer.folder}/tsconfig.json`,
      text: toJson(toProject(layer)),
    })),
    { path: 'test/tsconfig.json', text: toJson(toTestProject()) },
    { path: 'tsconfig.json', text: toJson(toSolution()) },
    { path: '.oxlintrc.json', text: toJson(toLintConfig()) },
  ];
}

function toProject(layer: Layer): object {
  const types = ambientTypes[layer.folder] ?? (layer.node === 'none' ? [] : ['node']);
  return {
    extends: '../../tsconfig.base.json',
    compilerOptions: {
      rootDir: '..',
      outDir: '../../out/types',
      tsBuildInfoFile: `../../out/types/${layer.folder}.tsbuildinfo`,
      types,
    },
    include: ['.'],
    references: layer.imports.map((folder) => ({ path: `../${folder}` })),
  };
}

function toTestProject(): object {
  return {
    extends: '../tsconfig.base.json',
    compilerOptions: {
      rootDir: '..',
      outDir: '../out/types-test',
      tsBuildInfoFile: '../out/types-test/test.tsbuildinfo',
      types: ['node', 'vscode', 'mocha'],
    },
    include: ['.', '../vitest.config.ts'],
    exclude: ['fixtures'],
    references: layers.map(({ folder }) => ({ path: `../src/${folder}` })),
  };
}

function toSolution(): object {
  const references = layers.map(({ folder }) => ({ path: `src/${folder}` }));
  return { files: [], references: [...references, { path: 'test' }] };
}

const lintRules: Readonly<Record<string, unknown>> = {
  'import/no-cycle': 'error',
  'import/no-default-export': 'error',
  'import/no-mutable-exports': 'error',
  'import/no-unassigned-import': 'off',
  'import/no-named-as-default-member': 'off',
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', { max: 4 }],
  'no-empty': 'error',
  'no-console': 'error',
  'no-await-in-loop': 'off',
  'no-shadow': 'off',
  'typescript/no-explicit-any': 'error',
  'typescript/no-non-null-assertion': 'error',
  'typescript/no-floating-promises': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/no-unsafe-type-assertion': 'off',
  'typescript/consistent-type-imports': 'error',
  // It does not see that a switch is exhaustive; the compiler's noImplicitReturns does.
  'typescript/consistent-return': 'off',
  'unicorn/no-array-sort': 'off',
  'unicorn/no-array-reverse': 'off',
  'unicorn/consistent-function-scoping': 'off',
};

function toLintConfig(): object {
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise'],
    categories: { correctness: 'error', suspicious: 'error' },
    ignorePatterns: ['dist', 'out', '.cache', 'test/fixtures', '**/*.generated.ts'],
    rules: lintRules,
    overrides: [
      ...layers.map(toFence),
      ...Object.keys(coreFolders)
        .filter((folder) => folder !== 'syntax')
        .map(toCoreFence),
      { files: ['**/*.data.ts', 'src/core/rules/index.ts'], rules: { 'max-lines': 'off' } },
      {
        files: ['src/core/rules/*/*.ts'],
        rules: { 'max-lines': ['error', { max: 200 }] },
      },
      {
        files: ['test/**'],
        rules: {
          'max-lines': ['error', { max: 600 }],
          'max-lines-per-function': 'off',
          'typescript/no-non-null-assertion': 'off',
          'typescript/unbound-method': 'off',
        },
      },
      {
        files: ['src/build/**', 'test/vscode/**', 'vitest.config.ts'],
        rules: { 'no-console': 'off' },
      },
      { files: ['vitest.config.ts'], rules: { 'import/no-default-export': 'off' } },
    ],
  };
}

/** Packages resolve from anywhere by name, so they are fenced here and not by the compiler. */
function toFence(layer: Layer): object {
  const allowed = layer.packages.flatMap((name) => [`!${name}`, `!${name}/**`]);
  const node = layer.node === 'modules' ? ['!node:*', '!node:*/**'] : [];
  const patterns = [
    {
      // Bare names: everything that does not begin with a dot.
      group: ['*', '!./**', '!../**', '!.', '!..', ...allowed, ...node],
      message: `src/${layer.folder} may import: ${[...layer.imports, ...layer.packages].join(', ') || 'nothing outside itself'}.`,
    },
  ];
  const rules: Record<string, unknown> = { 'no-restricted-imports': ['error', { patterns }] };
  if (layer.node !== 'modules') {
    rules['no-restricted-globals'] = ['error', 'process', 'Buffer', 'require', '__dirname'];
  }
  return { files: [`src/${layer.folder}/**/*.ts`], rules };
}

/** Inside `core` only the parsers see packages; the order of its folders is held by the layers test. */
function toCoreFence(folder: string): object {
  const patterns = [
    {
      group: ['*', '!./**', '!../**', '!.', '!..'],
      message: `core/${folder} imports no packages; only core/syntax does.`,
    },
  ];
  return {
    files: [`src/core/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

function toJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
