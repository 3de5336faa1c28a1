import type { Span } from '../../base/span.ts';
import type { FileSet } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noVariableInExecForm = defineRule({
  id: 'dockerfile/no-variable-in-exec-form',
  summary: 'Disallow shell variables in commands that no shell reads',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    dockerfile: '"{variable}" stays as it is: no shell reads {keyword} in exec form.',
    compose: '"{variable}" stays as it is: no shell reads a list as "{keyword}".',
  },
  on: {
    instruction({ stage, instruction }, report) {
      const { keyword, exec } = instruction;
      if (keyword !== 'RUN' && keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return;
      if (exec === undefined || startsShell(exec)) return;
      if (keyword === 'CMD' && startsShell(stage?.entrypoint?.words ?? [])) return;
      const found = findVariable(exec);
      if (found === undefined) return;
      const command = toShellCommand(exec);
      report.dockerfile(
        found.at,
        { variable: found.variable, keyword },
        {
          fixes:
            command === undefined
              ? []
              : [
                  {
                    title: 'Run it through a shell',
                    kind: 'suggestion',
                    edits: () => [replace(instruction.argument.at, command)],
                  },
                ],
        },
      );
    },
    service(service, report, { fileSet }) {
      const entrypoint = service.entrypoint ?? findServiceStage(service)?.entrypoint;
      const lines = [
        { keyword: 'entrypoint', line: service.entrypoint },
        { keyword: 'command', line: service.command },
      ];
      for (const { keyword, line } of lines) {
        if (line?.form !== 'exec' || startsShell(line.words)) continue;
        if (keyword === 'command' && startsShell(entrypoint?.words ?? [])) continue;
        const words = line.words.filter(({ at }) => !isForCompose(at, fileSet));
        const found = findVariable(words);
        if (found !== undefined) report.compose(found.at, { variable: found.variable, keyword });
      }
    },
  },
});

interface Word {
  readonly text: string;
  readonly at: Span;
}

/** True where Compose itself is to fill a variable in; only `$$` reaches the container. */
function isForCompose(at: Span, fileSet: FileSet | undefined): boolean {
  const file = [...(fileSet?.files ?? []), ...(fileSet?.includedFiles ?? [])].find(
    ({ path }) => path === at.file,
  );
  return file?.variables.some((use) => at.start <= use.at.start && use.at.end <= at.end) ?? false;
}

function findVariable(
  words: readonly Word[],
): { readonly variable: string; readonly at: Span } | undefined {
  for (const { text, at } of words) {
    // A script of another language, such as awk's or Perl's, has variables of its own.
    if (/[\s'";]/.test(text)) continue;
    const variable = /\$(?:\{[A-Za-z_]\w*(?::?[-+?][^}]*)?\}|[A-Za-z_]\w*)/.exec(text)?.[0];
    if (variable !== undefined) return { variable, at };
  }
  return undefined;
}

/** A shell, or a program that is known to expand variables of its arguments. */
function startsShell(words: readonly Word[]): boolean {
  return words.some(({ text }) =>
    /(?:^|\/)(?:ba|da|a|z|k|fi)?sh$|^(?:cmd|powershell|pwsh)/i.test(text),
  );
}

/** The same as a shell's command, where no word needs more than double quotes. */
function toShellCommand(words: readonly Word[]): string | undefined {
  if (words.some(({ text }) => /["'\\`\n\s]/.test(text))) return undefined;
  const command = words.map(({ text }) => (text.includes('$') ? `\\"${text}\\"` : text)).join(' ');
  return `["sh", "-c", "exec ${command}"]`;
}

export const noVariableInExecFormPage = definePage({
  rationale:
    'A command written as a list starts without a shell, and only a shell replaces variables. The program gets the text "$PORT" and fails, or quietly uses it as a name.',
  references: ['https://docs.docker.com/reference/dockerfile/#shell-and-exec-form'],
  bad: [
    {
      title: 'A port that is never filled in',
      files: {
        Dockerfile: `FROM python:3.12-slim
ENV PORT=8000
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "$PORT"]
`,
      },
      fixed: {
        Dockerfile: `FROM python:3.12-slim
ENV PORT=8000
CMD ["sh", "-c", "exec uvicorn api:app --host 0.0.0.0 --port \\"$PORT\\""]
`,
      },
    },
    {
      title: 'A list in a compose file',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    command: ["python", "train.py", "--epochs", "$$EPOCHS"]
    environment:
      EPOCHS: 10
`,
      },
    },
  ],
  good: [
    {
      title: 'A shell that fills it in',
      files: {
        Dockerfile: `FROM python:3.12-slim
ENV PORT=8000
CMD ["sh", "-c", "exec uvicorn api:app --host 0.0.0.0 --port $PORT"]
`,
      },
    },
    {
      title: 'A variable that Compose fills in',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    command: ["python", "train.py", "--epochs", "\${EPOCHS:-10}"]
`,
      },
    },
  ],
});
