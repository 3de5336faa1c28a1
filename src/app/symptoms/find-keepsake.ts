/** Something that people want to keep, by the path of one of its files. */
export interface Keepsake {
  /** What it is, at the beginning of a sentence. */
  readonly name: string;
  /** The folder that holds it, or the file itself. */
  readonly path: string;
  /** Rules of the linter whose findings tell why it is in the container and not in a volume. */
  readonly rules: readonly string[];
}

export function findKeepsake(path: string): Keepsake | undefined {
  if (foreign.test(path)) return undefined;
  for (const { name, pattern, rules } of kinds) {
    const found = pattern.exec(path)?.groups?.['root'];
    if (found !== undefined) return { name, path: found === '' ? '/' : found, rules };
  }
  return undefined;
}

/** Files of programs, not of their results. */
const foreign =
  /\/(?:site-packages|dist-packages|node_modules|__pycache__)\/|^\/(?:proc|sys|usr)\//;

const trackingRules = [
  'mlflow/no-unshared-artifact-root',
  'mlflow/no-loopback-tracking-uri',
  'compose/require-persistent-database',
];

const kinds: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly rules: readonly string[];
}[] = [
  {
    name: 'Runs of MLflow',
    pattern: /^(?<root>.*?\/(?:mlruns|mlartifacts))\//,
    rules: trackingRules,
  },
  {
    name: 'The database of MLflow',
    pattern: /^(?<root>.*\/mlflow\.db)(?:-wal)?$/,
    rules: trackingRules,
  },
  {
    name: 'Artifacts of MLflow',
    pattern: /^(?<root>.*?)\/\d+\/(?:[0-9a-f]{32}|models\/m-[0-9a-f]{32})\/artifacts\//,
    rules: trackingRules,
  },
  { name: 'Checkpoints', pattern: /^(?<root>.*?\/(?:checkpoints?|lightning_logs))\//, rules: [] },
  { name: 'Checkpoints', pattern: /^(?<root>.*)\/checkpoint-\d+\//, rules: [] },
  {
    name: 'Downloaded models',
    pattern: /^(?<root>.*\/\.cache\/(?:huggingface|torch))\//,
    rules: [],
  },
  { name: 'Runs of Weights & Biases', pattern: /^(?<root>.*?\/wandb)\//, rules: [] },
  {
    name: 'Logs of TensorBoard',
    pattern: /^(?<root>.*)\/events\.out\.tfevents\.[^/]+$/,
    rules: [],
  },
  {
    name: 'Models',
    pattern:
      /^(?<root>.*)\/[^/]+\.(?:ckpt|pt|pth|safetensors|h5|hdf5|keras|onnx|gguf|joblib|pkl|pickle)$/,
    rules: [],
  },
  {
    name: 'Data',
    pattern: /^(?<root>.*)\/[^/]+\.(?:parquet|arrow|feather|csv|npy|npz)$/,
    rules: [],
  },
  {
    name: 'A database',
    pattern: /^(?<root>.*\/[^/]+\.(?:db|sqlite3?))$/,
    rules: ['compose/require-persistent-database'],
  },
];
