import { readInstallCommands } from '../../model/python-install-commands.ts';
import type { Stage, StageInstruction } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertWords } from '../../rulekit/edits.ts';

export const requireUvEnvironment = defineRule({
  id: 'python/require-uv-environment',
  summary: 'Require an environment, or --system, for uv pip',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    none: 'There is no virtual environment here, so uv stops: create one or add --system.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      const { instruction, script, variables, stage } = item;
      if (instruction.keyword !== 'RUN' || script === undefined || stage === undefined) return;
      for (const command of readInstallCommands(script, (name) => variables.get(name)?.value)) {
        const { tool, program, options, at } = command;
        if (tool !== 'pip' || !program.text.endsWith('uv')) continue;
        if (options.some(({ name }) => placeOption.test(name)) || hasEnvironment(item, stage))
          continue;
        const text = dockerfile?.tree.text ?? '';
        const end =
          program.at.end + (/^\s+pip\s+\w+/.exec(text.slice(program.at.end))?.[0].length ?? 0);
        report.none(at, {
          fixes: [
            {
              title: 'Add --system',
              kind: 'suggestion',
              edits: () => [
                insertWords({ text }, { at: { ...program.at, end }, form: 'text' }, ['--system']),
              ],
            },
          ],
        });
      }
    },
  },
});

const placeOption = /^(?:--system|-t|--target|--prefix|-p|--python)$/;
const placeVariables = [
  'CONDA_PREFIX',
  'UV_PROJECT_ENVIRONMENT',
  'UV_PYTHON',
  'UV_SYSTEM_PYTHON',
  'VIRTUAL_ENV',
];

/** True where uv may find an environment: one that was made or activated, or that the base may bring. */
function hasEnvironment({ variables, script }: StageInstruction, stage: Stage): boolean {
  if (placeVariables.some((name) => variables.has(name))) return true;
  const commands = script?.commands ?? [];
  const words = commands.flatMap(({ words: own, assignments }) => [...own, ...assignments]);
  if (words.some(({ text }) => /VIRTUAL_ENV=|UV_SYSTEM_PYTHON=|activate/.test(text))) return true;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const isMade = at.instructions.some(({ copy, instruction: { keyword, argument } }) => {
      const mayMake = keyword === 'RUN' || copy?.from !== undefined;
      return mayMake && /venv|\buv (?:sync|add|run)|virtualenv|conda/.test(argument.text);
    });
    if (isMade) return true;
    if (at.parent === undefined) return !barePython.test(at.base?.repository ?? '');
  }
  return true;
}

/** Images with a Python of the system and nothing else. */
const barePython = /(?:^|\/)(?:python|astral-sh\/uv|debian|ubuntu|nvidia\/cuda)$/;

export const requireUvEnvironmentPage = definePage({
  rationale:
    'Other than pip, `uv pip install` fills a virtual environment and does not touch the Python of the system unless it is told to. In an image without one the build ends with "No virtual environment found".',
  exceptions: 'Nothing is said where the base image may bring an environment.',
  references: ['https://docs.astral.sh/uv/pip/environments/'],
  bad: [
    {
      title: 'Neither an environment nor --system',
      files: {
        Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
RUN uv pip install pandas==2.2.3
`,
      },
      fixed: {
        Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
RUN uv pip install --system pandas==2.2.3
`,
      },
    },
  ],
  good: [
    {
      title: 'An environment, and a variable for all commands',
      files: {
        Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim AS a
RUN uv venv && uv pip install pandas==2.2.3
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim AS b
ENV UV_SYSTEM_PYTHON=1
RUN uv pip install pandas==2.2.3
`,
      },
    },
  ],
});
