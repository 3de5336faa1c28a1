import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './repository.ts';

/** The journeys of the VS Code tests, bundled for the extension host. */
export interface Journeys {
  /** The module whose `run` the extension host calls. */
  readonly testsPath: string;
  /** The folder of the bundles; an extension without content, which lends them the right to import `vscode`. */
  readonly folder: string;
  /** Base names such as `lint.journey`, in alphabetical order. */
  readonly names: readonly string[];
}

/** Two folders below the root, as `src/build` is, so that `repositoryRoot` also holds in a bundle. */
const outputFolder = path.join(repositoryRoot, 'out/journeys');

/** Bundles `test/vscode/*.journey.ts`: VS Code's loader knows no TypeScript. */
export async function bundleJourneys(): Promise<Journeys> {
  const source = path.join(repositoryRoot, 'test/vscode');
  const files = (await readdir(source))
    .filter((name) => name.endsWith('.journey.ts'))
    .toSorted((left, right) => left.localeCompare(right));
  await rm(outputFolder, { recursive: true, force: true });
  await mkdir(outputFolder, { recursive: true });
  await build({
    absWorkingDir: source,
    entryPoints: ['index.ts', ...files],
    outdir: outputFolder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'inline',
    packages: 'external',
    logLevel: 'warning',
  });
  const manifest = {
    name: 'drydock-journeys',
    publisher: 'drydock-tests',
    version: '0.0.0',
    type: 'module',
    engines: { vscode: '^1.101.0' },
  };
  await writeFile(path.join(outputFolder, 'package.json'), JSON.stringify(manifest));
  return {
    testsPath: path.join(outputFolder, 'index.js'),
    folder: outputFolder,
    names: files.map((name) => name.slice(0, -'.ts'.length)),
  };
}
