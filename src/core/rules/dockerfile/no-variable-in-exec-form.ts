import type { Span } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  dockerfile: '"{variable}" stays as it is: no shell reads {keyword} in exec form.',
  compose: '"{variable}" stays as it is: no shell reads a {keyword} that is a list.',
} as const;

export const noVariableInExecForm = defineRule({
  id: 'dockerfile/no-variable-in-exec-form',
  summary: 'Disallow shell variables in commands that no shell reads',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
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
    service(service, report) {
      const own = service.build?.file?.stages.at(-1);
      const entrypoint = service.entrypoint ?? own?.entrypoint;
      reportLine(service.entrypoint, 'entrypoint', report);
      if (startsShell(entrypoint?.words ?? [])) return;
      reportLine(service.command, 'command', report);
    },
  },
});

interface Word {
  readonly text: string;
  readonly at: Span;
}

interface Line {
  readonly form: 'exec' | 'shell' | 'split';
  readonly words: readonly Word[];
}

function reportLine(
  line: Line | undefined,
  keyword: string,
  report: Report<typeof messages>,
): void {
  if (line?.form !== 'exec' || startsShell(line.words)) return;
  const found = findVariable(line.words);
  if (found !== undefined) report.compose(found.at, { variable: found.variable, keyword });
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
