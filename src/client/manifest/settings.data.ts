/** A setting as the manifest declares it, without its id's prefix `drydock.`. */
export interface SettingEntry {
  readonly description: string;
  readonly scope: 'resource' | 'machine-overridable' | 'window';
  readonly type: 'string' | 'boolean' | 'array' | 'object';
  readonly default: unknown;
  readonly values?: readonly { readonly value: string; readonly description: string }[];
  /** A workspace that is not trusted may not set it: it names a program or an address. */
  readonly restricted?: true;
  /** Further keywords of JSON schema. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

export const settings = {
  'lint.enable': {
    description: 'Report mistakes in compose files and Dockerfiles.',
    scope: 'resource',
    type: 'boolean',
    default: true,
  },
  'lint.preset': {
    description: 'Which rules are on.',
    scope: 'resource',
    type: 'string',
    default: 'project',
    values: [
      { value: 'project', description: 'What `.drydock.yaml` says, else the recommended ones.' },
      { value: 'essential', description: 'What certainly breaks.' },
      { value: 'recommended', description: 'What bites sooner or later.' },
      { value: 'strict', description: 'Hygiene and style too.' },
      { value: 'all', description: 'Every rule there is.' },
    ],
  },
  'lint.severities': {
    description:
      'How bad findings of a rule are, by its name here or in another tool: `error`, `warning`, `info`, `hint` or `off`. Goes before `.drydock.yaml`.',
    scope: 'resource',
    type: 'object',
    default: {},
    schema: {
      additionalProperties: { enum: ['error', 'warning', 'info', 'hint', 'off'] },
    },
  },
  'lint.ignore': {
    description:
      'Paths about which nothing is said, relative to the workspace folder, beside those of `.drydock.yaml`. `*` stays inside a folder, `**` crosses folders.',
    scope: 'resource',
    type: 'array',
    default: [],
    schema: { items: { type: 'string' } },
  },
  duplicates: {
    description: 'What other extensions say too, such as Docker DX, Container Tools and YAML.',
    scope: 'resource',
    type: 'string',
    default: 'auto',
    values: [
      { value: 'auto', description: 'Left to them where they are installed and say it.' },
      { value: 'show', description: 'Said all the same.' },
      { value: 'hide', description: 'Left out of hovers even if they are not installed.' },
    ],
  },
  'docker.host': {
    description:
      'Address of the container engine, such as `unix:///var/run/docker.sock`. Empty: the Docker command line’s own choice.',
    scope: 'machine-overridable',
    type: 'string',
    default: '',
    restricted: true,
  },
  'docker.path': {
    description: 'Path of the `docker` program. Empty: the first one on the search path.',
    scope: 'machine-overridable',
    type: 'string',
    default: '',
    restricted: true,
  },
  'shell.toolboxImage': {
    description:
      'Image with a static busybox at `/bin/busybox`, for looking into stopped containers and for those without a shell. It has to be in the engine: nothing is pulled.',
    scope: 'machine-overridable',
    type: 'string',
    default: 'busybox:musl',
    restricted: true,
  },
  'mlflow.stores': {
    description:
      'More MLflow stores to show: URLs of servers, SQLite files or `mlruns` folders (relative to the workspace folder), or one in a volume as `volume:NAME/path`.',
    scope: 'resource',
    type: 'array',
    default: [],
    restricted: true,
    schema: { items: { type: 'string' } },
  },
} as const satisfies Readonly<Record<string, SettingEntry>>;

export type SettingId = keyof typeof settings;
