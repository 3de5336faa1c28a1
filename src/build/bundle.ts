import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { bundleStubs } from '../adapters/docker/bundle-stubs.data.ts';
import { unusedFeatures } from '../client/lint/unused-features.data.ts';
import {
  unusedFeatures as unusedServerFeatures,
  usedTypes,
} from '../server/unused-features.data.ts';
import { repositoryRoot } from './repository.ts';

const dist = join(repositoryRoot, 'dist');

/**
 * Makes everything that ships: the extension with its lazily loaded parts, the language server, the
 * command line and the SQLite worker, all with shared chunks.
 */
export async function bundle(): Promise<Metafile> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const { metafile } = await build(bundleOptions);
  if (metafile === undefined) throw new Error('esbuild made no metafile');
  return metafile;
}

// CommonJS packages inside an ES module still ask for Node's own modules by `require`.
const banner = [
  "import { createRequire as createRequireOfNode } from 'node:module';",
  'const require = createRequireOfNode(import.meta.url);',
].join('\n');

/** Parts of docker-modem that Drydock never calls (ssh2, grpc) would be most of the bundle. */
const stubs: Plugin = {
  name: 'stubs',
  setup(build) {
    const names = new RegExp(`^(${bundleStubs.map(escapePattern).join('|')})(/.*)?$`);
    build.onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'stub' }));
    build.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

/** A feature of the language client that takes part in nothing. */
const idleFeature = `
class Idle {
  static CellScheme = 'vscode-notebook-cell';
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  clear() {}
}
module.exports = new Proxy({}, { get: () => Idle });`;

const clientStubs: Plugin = {
  name: 'client-stubs',
  setup(build) {
    const names = new RegExp(`^\\./(${Object.keys(unusedFeatures).join('|')})$`);
    build.onResolve({ filter: names }, ({ path, importer }) =>
      /vscode-languageclient[\\/]lib[\\/]common[\\/]/.test(importer)
        ? { path, namespace: 'idle-feature' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'idle-feature' }, () => ({
      contents: idleFeature,
      loader: 'js',
    }));
    // The manifest asks for a newer editor than the language client does, which reads versions for nothing else.
    build.onResolve({ filter: /^semver\/functions\/(?:parse|satisfies)$/ }, ({ path }) => ({
      path,
      namespace: 'yes',
    }));
    build.onLoad({ filter: /.*/, namespace: 'yes' }, () => ({
      contents: 'module.exports = () => true;',
      loader: 'js',
    }));
  },
};

const serverStubs: Plugin = {
  name: 'server-stubs',
  setup(build) {
    const names = new RegExp(`^\\./(${unusedServerFeatures.join('|')})$`);
    build.onResolve({ filter: names }, ({ path, importer }) =>
      /vscode-languageserver[\\/]lib[\\/]common[\\/]/.test(importer)
        ? { path, namespace: 'idle-mixin' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'idle-mixin' }, () => ({
      contents: 'module.exports = new Proxy({}, { get: () => (Base) => Base });',
      loader: 'js',
    }));
    // Each type is a namespace of its own in that file: `export var X;` and the function that fills it.
    const types = /[\\/]vscode-languageserver[\\/].*vscode-languageserver-types[\\/].*main\.js$/;
    build.onLoad({ filter: types }, async ({ path }) => {
      const parts = (await readFile(path, 'utf8')).split(/^(?=export var |class |var )/m);
      const used: readonly string[] = usedTypes;
      const isUsed = (part: string): boolean => {
        const name = /^export var (\w+)/.exec(part)?.[1];
        return name === undefined || used.includes(name);
      };
      return { contents: parts.filter(isUsed).join(''), loader: 'js' };
    });
  },
};

export const bundleOptions: BuildOptions = {
  absWorkingDir: repositoryRoot,
  entryPoints: {
    extension: 'src/client/extension.ts',
    server: 'src/server/main.ts',
    cli: 'src/cli/main.ts',
    'sqlite-worker': 'src/adapters/mlflow/sqlite/worker.ts',
  },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  metafile: true,
  legalComments: 'none',
  external: ['vscode'],
  // Packages offer a browser build first where both are named; the extension host is Node.
  mainFields: ['module', 'main'],
  banner: { js: banner },
  // The build for Node looks into the environment at every token, which takes a tenth of the time of reading a file.
  alias: { yaml: join(repositoryRoot, 'node_modules/yaml/browser/index.js') },
  plugins: [stubs, clientStubs, serverStubs],
  logLevel: 'warning',
};

function escapePattern(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

if (import.meta.main) await bundle();
