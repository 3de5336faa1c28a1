import { readInstallCommands, type InstallCommand } from '../../model/python-install-commands.ts';
import { findStagePython } from '../../model/python-interpreter.ts';
import type { PythonImages } from '../../model/python-image.ts';
import type { Project, Dockerfile, Stage, StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import type { Report } from '../../rulekit/rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

const messages = {
  extra: '"{option}" needs "-r pyproject.toml" beside it; on a path write "path[extra]".',
  list: '"{file}" is taken for the name of a package: -r is missing before it.',
  format: 'pip cannot read "{file}" as a list of requirements.',
  removed: 'Poetry 2 has no "{what}" any more, so the build stops here.',
  unknown: '{program} has no "{what}", so the build stops here.',
} as const;

export const validInstallCommand = defineRule({
  id: 'python/valid-install-command',
  summary: 'Require commands that install packages to be ones that the program has',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      const images = project.views.python;
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) {
          for (const item of stage.instructions) {
            if (item.instruction.keyword !== 'RUN' || item.script === undefined) continue;
            checkRun(item, { project, dockerfile, stage, images }, report);
          }
        }
      }
    },
  },
});

interface Place {
  readonly project: Project;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly images: PythonImages;
}

function checkRun(item: StageInstruction, place: Place, report: Report<typeof messages>): void {
  const { script, variables } = item;
  if (script === undefined) return;
  const text = place.dockerfile.tree.text;
  for (const command of readInstallCommands(script, (name) => variables.get(name)?.value)) {
    const isUv = command.program.text.endsWith('uv');
    if (command.tool === 'pip' && isUv) checkUvPip(command, report);
    if (command.tool === 'pip' && !isUv) checkPip(command, text, report);
    if (command.tool === 'uv' && command.action === 'sync') {
      const option = command.options.find(({ name }) => name === '--system');
      if (option !== undefined)
        report.unknown(command.at, { program: 'uv sync', what: '--system' });
    }
    const noDev = command.options.find(({ name }) => name === '--no-dev');
    if (command.tool === 'poetry' && noDev !== undefined && hasNewPoetry(place)) {
      report.removed(command.at, { what: '--no-dev' });
    }
  }
  for (const { name, arguments: words, command } of findPrograms(script)) {
    const [first, second] = words.filter(({ plain }) => !plain.startsWith('-'));
    if (name === 'uv' && first?.plain === 'install') {
      report.unknown(first.at, { program: 'uv', what: 'install' });
    }
    const isShell = first?.plain === 'shell' || (first?.plain === 'export' && !hasPlugin(place));
    if (
      name === 'poetry' &&
      first !== undefined &&
      isShell &&
      second === undefined &&
      hasNewPoetry(place)
    )
      report.removed(command.at, { what: `poetry ${first.plain}` });
  }
}

function checkUvPip({ options, at }: InstallCommand, report: Report<typeof messages>): void {
  const extra = options.find(({ name }) => name === '--extra' || name === '--all-extras');
  const files = options.filter(({ name }) => /^(?:-r|--requirements?)$/.test(name));
  const hasProject = files.some(
    ({ value }) => value === undefined || !value.isKnown || /\.(?:toml|py|cfg)$/.test(value.text),
  );
  if (extra !== undefined && !hasProject) report.extra(at, { option: extra.name });
}

function checkPip(command: InstallCommand, text: string, report: Report<typeof messages>): void {
  if (command.action !== 'install') return;
  for (const word of command.words) {
    if (
      !word.isExact ||
      !/^[\w./-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/.test(word.text)
    )
      continue;
    const fix = {
      title: 'Add -r',
      kind: 'suggestion' as const,
      edits: () => [replace(word.at, `-r ${text.slice(word.at.start, word.at.end)}`)],
    };
    report.list(word.at, { file: word.text }, { fixes: [fix] });
  }
  for (const { name, value } of command.options) {
    if (!/^(?:-r|--requirement)$/.test(name) || value?.isKnown !== true) continue;
    if (/\.(?:toml|ya?ml|lock)$|(?:^|\/)Pipfile$/.test(value.text))
      report.format(value.at, { file: value.text });
  }
}

/** True where Poetry is installed without a version below 2. */
function hasNewPoetry({ images, dockerfile, stage }: Place): boolean {
  const found = images.findStagePackages(dockerfile, stage).packages.get('poetry');
  if (found === undefined) return false;
  // Poetry 2 does not run on an older Python, so pip takes an earlier one there.
  const [, minor = 99] = findStagePython(stage)?.version?.release ?? [];
  if (minor < 9) return false;
  const [major] = found.version?.release ?? [];
  return major === undefined ? found.specifiers.length === 0 : major >= 2;
}

function hasPlugin({ images, dockerfile, stage }: Place): boolean {
  return images.findStagePackages(dockerfile, stage).packages.has('poetry-plugin-export');
}

export const validInstallCommandPage = definePage({
  rationale:
    'The options of pip, uv and Poetry look alike and differ, and Poetry 2 dropped some that older guides still show. The build stops with "unexpected argument" or "option does not exist".',
  references: ['https://python-poetry.org/blog/announcing-poetry-2.0.0/'],
  bad: [
    {
      title: 'What uv does not do',
      files: {
        Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN uv pip install --system --extra text .
RUN uv sync --system
`,
        'pyproject.toml': '[project]\nname = "tides"\nversion = "1.0.0"\n',
      },
    },
    {
      title: 'What pip and Poetry do not do',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY pyproject.toml poetry.lock requirements.txt ./
RUN pip install --no-cache-dir requirements.txt
RUN pip install --no-cache-dir -r pyproject.toml
RUN pip install --no-cache-dir poetry
RUN poetry install --no-dev --no-root
`,
        'pyproject.toml': '[tool.poetry]\nname = "tides"\nversion = "1.0.0"\n',
        'poetry.lock': '',
        'requirements.txt': '',
      },
      fixed: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY pyproject.toml poetry.lock requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
RUN pip install --no-cache-dir -r pyproject.toml
RUN pip install --no-cache-dir poetry
RUN poetry install --no-dev --no-root
`,
        'pyproject.toml': '[tool.poetry]\nname = "tides"\nversion = "1.0.0"\n',
        'poetry.lock': '',
        'requirements.txt': '',
      },
    },
  ],
  good: [
    {
      title: 'Options where they belong',
      files: {
        Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN uv pip install --system --extra text -r pyproject.toml
RUN pip install --no-cache-dir poetry==1.8.3 && poetry install --no-dev --no-root
`,
        'pyproject.toml': '[tool.poetry]\nname = "tides"\nversion = "1.0.0"\n',
      },
    },
  ],
});
