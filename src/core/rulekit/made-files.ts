import { isSecretFile } from './secret-files.ts';

/** Wheels, bundles, models and data are made or fetched before a build, and credentials are in no repository. */
export function isMadeBeforeBuild(path: string): boolean {
  return (
    isSecretFile(path) ||
    madeFiles.test(path) ||
    path.split('/').some((part) => madeFolders.has(part))
  );
}

const madeFolders: ReadonlySet<string> = new Set(
  'artifacts build checkpoints data dist mlruns model models node_modules out output outputs target weights'.split(
    ' ',
  ),
);
const madeFiles =
  /\.(?:whl|jar|war|tgz|tar|gz|zip|so|exe|bin|csv|parquet|pkl|pickle|joblib|h5|hdf5|pt|pth|ckpt|keras|onnx|safetensors|np[yz])$/;
