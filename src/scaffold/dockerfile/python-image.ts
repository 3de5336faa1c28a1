import type { InstallSteps } from './install-steps.ts';

/** An image of Python code: one stage installs, a second one runs and has no build tools. */
export interface PythonImage {
  /** First line of the file, without `#`. */
  readonly title: string;
  /** Such as `3.12`. */
  readonly python: string;
  readonly install: InstallSteps;
  /** Working directory of the program; made for the user. */
  readonly folder: string;
  /**
   * `owned`: the code is copied and the program may write beside it; `read-only`: it is copied and belongs to root;
   * `none`: the image holds installed packages only.
   */
  readonly code: 'owned' | 'read-only' | 'none';
  readonly environment?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly command: readonly string[];
}

/** Numeric, so that a cluster can see that it is not root. */
const userId = 10_001;

export function renderPythonImage(image: PythonImage): string {
  return [...renderBuildStage(image), '', ...renderRuntimeStage(image), ''].join('\n');
}

function renderBuildStage({ title, python, install, folder }: PythonImage): readonly string[] {
  const needsFolder = install.dependencies.some(isCopy) || install.project.length > 0;
  return [
    `# ${title}`,
    `FROM python:${python}-slim AS build`,
    '',
    ...install.prepare,
    '',
    ...(needsFolder ? [`WORKDIR ${folder}`] : []),
    ...install.dependencies,
    ...(install.project.length > 0 ? ['COPY . .', ...install.project] : []),
  ];
}

function renderRuntimeStage(image: PythonImage): readonly string[] {
  const { python, folder, code, port, command } = image;
  const isWritable = code !== 'read-only';
  const user = `RUN useradd --create-home --uid ${userId} app`;
  const copyCode = code === 'owned' ? ['COPY --chown=app . .'] : ['COPY . .'];
  return [
    `FROM python:${python}-slim AS runtime`,
    '',
    ...renderEnvironment({
      ...image.environment,
      PATH: '"/opt/venv/bin:$PATH"',
      PYTHONUNBUFFERED: '1',
    }),
    '',
    ...(isWritable ? [`${user} \\`, `    && install -d -o app ${folder}`] : [user]),
    '',
    `WORKDIR ${folder}`,
    'COPY --from=build /opt/venv /opt/venv',
    ...(code === 'none' ? [] : copyCode),
    '',
    `USER ${userId}`,
    ...(port === undefined ? [] : [`EXPOSE ${port}`]),
    `CMD ${toExecForm(command)}`,
  ];
}

function renderEnvironment(variables: Readonly<Record<string, string>>): readonly string[] {
  const items = Object.entries(variables)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return items.map((item, index) => {
    const lead = index === 0 ? 'ENV ' : '    ';
    return `${lead}${item}${index < items.length - 1 ? ' \\' : ''}`;
  });
}

function toExecForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

function isCopy(line: string): boolean {
  return line.startsWith('COPY ');
}
