import type { Metafile } from 'esbuild';

/** Bytes of JavaScript by what has to load it. */
export interface BundleSizes {
  /** What `activate()` loads before anything is used: the extension and its static imports. */
  readonly activation: number;
  /** Everything the extension can load in the extension host. */
  readonly client: number;
  /** Everything the language server can load. */
  readonly server: number;
  readonly cli: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Upper limits in bytes. */
export const sizeBudget = {
  activation: 100_000,
  client: 1_000_000,
  server: 1_200_000,
} as const;

export function measureBundle({ outputs }: Metafile): BundleSizes {
  const sizeOf = (entry: string, kinds: readonly string[]): number => {
    const seen = new Set<string>();
    const open = [`dist/${entry}`];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const { path: target, kind, external } of outputs[path]?.imports ?? []) {
        if (external !== true && kinds.includes(kind)) open.push(target);
      }
    }
    return [...seen].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  };
  const all = ['import-statement', 'dynamic-import', 'require-call'];
  return {
    activation: sizeOf('extension.js', ['import-statement', 'require-call']),
    client: sizeOf('extension.js', all) + (outputs['dist/sqlite-worker.js']?.bytes ?? 0),
    server: sizeOf('server.js', all),
    cli: sizeOf('cli.js', all),
    files: Object.entries(outputs)
      .map(([path, { bytes }]) => ({ path, bytes }))
      .toSorted((a, b) => b.bytes - a.bytes),
  };
}
