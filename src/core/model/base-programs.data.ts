/** Programs that public base images lack. */
export interface BasePrograms {
  /** Matches `repository:tag`. */
  readonly image: RegExp;
  readonly missing: ReadonlySet<string>;
}

const installers = [
  'conda',
  'mamba',
  'micromamba',
  'pipenv',
  'poetry',
  'uv',
  'uvx',
  'npm',
  'node',
  'yarn',
];
const fetchers = ['aws', 'curl', 'gcloud', 'git', 'unzip', 'wget', 'zip'];
const tools = ['ffmpeg', 'jq', 'make', 'psql', 'ssh', 'sudo', 'vim'];
const compilers = ['cc', 'cmake', 'g++', 'gcc'];
const pythons = ['pip', 'pip3', 'python', 'python3'];
const others = ['apk', 'dnf', 'yum'];

/** The first match counts. An image that is not here may have anything. */
export const basePrograms: readonly BasePrograms[] = [
  {
    image: /^python:[\w.-]*alpine/,
    missing: new Set([
      ...installers,
      ...compilers,
      ...tools,
      'curl',
      'git',
      'bash',
      'apt',
      'apt-get',
      'dnf',
      'yum',
      'useradd',
      'groupadd',
      'usermod',
    ]),
  },
  {
    image: /^python:[\w.-]*slim/,
    missing: new Set([...installers, ...compilers, ...tools, ...fetchers, ...others]),
  },
  {
    image: /^python:(?:\d[\w.]*|latest)(?:-(?:bookworm|bullseye|trixie|buster))?$/,
    missing: new Set(
      [...installers, ...others, 'aws', 'ffmpeg', 'gcloud', 'jq', 'sudo', 'vim'].filter(
        (name) => name !== 'node' && name !== 'npm',
      ),
    ),
  },
  {
    image: /^alpine(?::|$)/,
    missing: new Set([
      ...installers,
      ...compilers,
      ...tools,
      ...pythons,
      'curl',
      'git',
      'bash',
      'apt',
      'apt-get',
      'dnf',
      'yum',
      'useradd',
      'groupadd',
      'usermod',
    ]),
  },
  {
    image: /^redis:[\w.-]*alpine/,
    missing: new Set(['bash', 'curl', ...pythons]),
  },
  {
    image: /^node:[\w.-]*alpine/,
    missing: new Set(['bash', 'curl', 'git', 'apt', 'apt-get', ...pythons, ...compilers]),
  },
  {
    image: /^(?:debian|ubuntu):/,
    missing: new Set([...installers, ...compilers, ...tools, ...fetchers, ...pythons, ...others]),
  },
  {
    image: /^nvidia\/cuda:.*(?:base|runtime)-ubuntu/,
    missing: new Set([
      ...installers,
      ...tools,
      ...pythons,
      ...others,
      'aws',
      'gcloud',
      'git',
      'unzip',
      'wget',
      'zip',
    ]),
  },
  {
    image: /^astral-sh\/uv:[\w.-]*python[\w.-]*slim/,
    missing: new Set([...compilers, ...tools, ...fetchers, ...others, 'conda', 'poetry', 'pipenv']),
  },
];

/** Packages that bring a program under another name, beside the one that is called like it. */
export const programPackages: ReadonlyMap<string, RegExp> = new Map([
  ['aws', /awscli/],
  ['apt', /^$/],
  ['apt-get', /^$/],
  ['cc', /build-essential|gcc|clang/],
  ['conda', /conda|forge/],
  ['g++', /build-essential|build-base|clang/],
  ['gcc', /build-essential|build-base|clang|g\+\+/],
  ['gcloud', /google-cloud/],
  ['groupadd', /shadow/],
  ['make', /build-essential|build-base/],
  ['mamba', /forge|conda/],
  ['micromamba', /mamba/],
  ['node', /nodejs|nodesource|nvm/],
  ['npm', /nodejs|nodesource|nvm/],
  ['pip', /pip|venv|uv|deadsnakes/],
  ['pip3', /pip|venv|deadsnakes/],
  ['psql', /postgresql/],
  // Debian's packages call it `python3` only, and so do their virtual environments' packages.
  [
    'python',
    /python(?=$|[\s"';&=,])|(?:^|[\s"])python(?:-|2)|is-python3|(?<!\d-)venv|virtualenv|\buv\b|conda|mamba|pyenv|alternatives/,
  ],
  ['python3', /python|venv|uv|conda|pip/],
  ['ssh', /openssh/],
  ['useradd', /shadow/],
  ['usermod', /shadow/],
  ['uvx', /uv/],
  ['vim', /vim/],
  ['yarn', /nodejs|npm|corepack|yarn/],
]);
