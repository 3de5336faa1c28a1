/** What a Dockerfile or compose file of the founding documents is, with the little project around it that it presumes. */
export interface SeedBlock {
  /** What the document shows it for. */
  readonly shown: 'as a mistake' | 'as good' | 'as it is';
  /** Every rule that speaks in `recommended`, with the reason why it is right. */
  readonly reports: Readonly<Record<string, string>>;
  /** Rules that speak in `strict` besides; others may. */
  readonly strict?: readonly string[];
}

const ended =
  'The image was current when the document was written, and its Python has ended since.';
const unfixed = 'The tag moves, which the document only says of its own package versions.';

/** By the folder in `test/fixtures/seeds`. */
export const seedBlocks: Readonly<Record<string, SeedBlock>> = {
  activation: {
    shown: 'as a mistake',
    reports: {
      'python/no-lone-activation': 'The point of the block: the activation ends with its RUN.',
      'dockerfile/no-end-of-life-base': ended,
    },
    strict: ['dockerfile/require-pip-no-cache'],
  },
  'environment-path': { shown: 'as good', reports: {} },
  'poetry-stages': {
    shown: 'as good',
    reports: { 'dockerfile/no-end-of-life-base': ended },
    strict: ['dockerfile/consistent-as-case'],
  },
  'uv-steps': {
    shown: 'as good',
    reports: {},
    strict: ['dockerfile/require-pip-version', 'dockerfile/no-apt-recommends'],
  },
  'uv-stages': { shown: 'as good', reports: {}, strict: ['dockerfile/consistent-as-case'] },
  'uv-run': { shown: 'as good', reports: {} },
  mounts: { shown: 'as good', reports: {} },
  'tracking-server': {
    shown: 'as good',
    reports: {
      'mlflow/require-persistent-store':
        'The mount is at /app/mlflow, and without an option runs go beside it.',
      'mlflow/no-unshared-artifact-root':
        'A root that is named as a folder is written by the clients themselves, not through the server.',
      'mlflow/no-open-server': 'Any web page may write to a server whose CORS origins are "*".',
    },
  },
  'tracking-uri': {
    shown: 'as good',
    reports: {
      'mlflow/require-persistent-store': 'As above: the server is the same.',
      'mlflow/no-unshared-artifact-root': 'The client does not mount the folder of the root.',
      'mlflow/no-open-server': 'As above: the server is the same.',
    },
  },
  'health-check': {
    shown: 'as good',
    reports: {
      'dockerfile/no-missing-health-tool': 'The slim image that the document uses has no curl.',
    },
  },
  limits: { shown: 'as good', reports: {} },
  'env-value': { shown: 'as good', reports: {} },
  'env-value-missing': {
    shown: 'as it is',
    reports: {
      'compose/no-unset-variable': 'The same block beside a file that does not have the name.',
    },
  },
  'user-ids': {
    shown: 'as good',
    reports: {
      'compose/no-unset-variable': 'No shell exports UID and GID, so that both are empty.',
    },
  },
  'first-image': { shown: 'as good', reports: { 'dockerfile/no-end-of-life-base': ended } },
  'first-api': { shown: 'as good', reports: { 'dockerfile/no-end-of-life-base': ended } },
  'api-and-mongo': {
    shown: 'as good',
    reports: {
      'compose/no-obsolete-version': 'Compose has ignored the key since 2020.',
      'compose/no-floating-image-tag': unfixed,
      'compose/require-persistent-database': 'The fruits are gone with the container.',
      'dockerfile/no-end-of-life-base': ended,
    },
    strict: ['compose/require-quoted-port', 'compose/no-build-with-image'],
  },
  forest: {
    shown: 'as a mistake',
    reports: {
      'dockerfile/prefer-late-source-copy': 'The point of the block: everything is copied first.',
      'dockerfile/no-end-of-life-base': ended,
      'dockerfile/no-maintainer': 'MAINTAINER is deprecated since 2017.',
      'dockerfile/no-relative-workdir': 'It works only as long as the base image starts in "/".',
    },
    strict: ['dockerfile/prefer-exec-form', 'python/prefer-production-server'],
  },
  'forest-cached': {
    shown: 'as good',
    reports: {
      'project/require-run-file':
        'Copied into a folder, and installed before WORKDIR leads there: the build stops.',
      'project/require-command-file':
        'COPY below WORKDIR makes a folder in the folder, where CMD does not look.',
      'dockerfile/no-end-of-life-base': ended,
      'dockerfile/no-maintainer': 'As above.',
      'dockerfile/no-relative-workdir': 'As above.',
    },
  },
  'three-runs': {
    shown: 'as a mistake',
    reports: { 'dockerfile/no-floating-base': unfixed },
    strict: ['dockerfile/no-consecutive-run'],
  },
  'one-run': { shown: 'as good', reports: { 'dockerfile/no-floating-base': unfixed } },
  'forest-and-redis': {
    shown: 'as it is',
    reports: {
      'dockerfile/prefer-late-source-copy': 'As in the first Dockerfile of the document.',
      'dockerfile/no-end-of-life-base': ended,
      'dockerfile/no-maintainer': 'As above.',
      'dockerfile/no-relative-workdir': 'As above.',
      'compose/no-obsolete-version': 'Compose has ignored the key since 2020.',
      'compose/no-floating-image-tag': unfixed,
    },
    strict: ['compose/no-airplay-port', 'compose/require-memory-limit'],
  },
};
