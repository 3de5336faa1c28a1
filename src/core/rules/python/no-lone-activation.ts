import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms, type Program } from '../../rulekit/shell-programs.ts';

export const noLoneActivation = defineRule({
  id: 'python/no-lone-activation',
  summary: 'Disallow activating an environment in a RUN that ends with it',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    lost: 'This activation ends with its RUN, so later instructions use another Python.',
    noShell: '"{command}" starts a shell that ends at once, so nothing is activated.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      const programs = findPrograms(script);
      const opening = programs.find(isShellOpener);
      if (opening !== undefined) {
        const command = `${opening.name} ${opening.arguments[0]?.plain ?? ''}`;
        report.noShell(opening.command.at, { command });
      }
      const last = programs.findLast(({ name }) => !harmless.has(name));
      if (last !== undefined && isActivation(last)) report.lost(last.command.at);
    },
  },
});

/** What people put behind an activation without using it. */
const harmless: ReadonlySet<string> = new Set(['echo', 'true', ':', 'set', 'deactivate']);

function isActivation({ name, arguments: [first, second], command }: Program): boolean {
  if (command.separator === '|') return false;
  if (name === 'source' || name === '.') {
    if (first === undefined) return false;
    // `conda.sh` only defines functions; `source activate name` is conda's old form.
    return first.plain === 'activate' || /(?:^|\/)bin\/activate(?:\.\w+)?$/.test(first.plain);
  }
  if (name === 'activate' || name.endsWith('/bin/activate')) return true;
  if (name !== 'conda' && name !== 'mamba' && name !== 'micromamba') return false;
  return first?.plain === 'activate' && second?.plain !== '--help';
}

function isShellOpener({ name, arguments: [first, second] }: Program): boolean {
  const opens = name === 'poetry' || name === 'pipenv' || name === 'hatch';
  return opens && first?.plain === 'shell' && second === undefined;
}

export const noLoneActivationPage = definePage({
  rationale:
    'Every RUN starts a new shell. An activation changes variables of its own shell only, so the next RUN and the container itself use the system Python again, and packages go to the wrong place.',
  exceptions: 'Activating in each RUN that needs the environment is right, and so is setting PATH.',
  references: ['https://docs.python.org/3/library/venv.html'],
  bad: [
    {
      title: 'An activation that the next RUN does not see',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
RUN python -m venv /opt/venv && . /opt/venv/bin/activate
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': 'pandas==2.2.3\n',
      },
    },
    {
      title: 'A shell that nobody types into',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
RUN pip install --no-cache-dir poetry==1.8.5
RUN poetry shell
`,
      },
    },
  ],
  good: [
    {
      title: 'PATH instead of an activation',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': 'pandas==2.2.3\n',
      },
    },
    {
      title: 'An activation in the RUN that uses it',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
RUN python -m venv /opt/venv
RUN . /opt/venv/bin/activate && pip install --no-cache-dir pandas==2.2.3
`,
      },
    },
  ],
});
