import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferExecForm = defineRule({
  id: 'dockerfile/prefer-exec-form',
  equivalents: ['DL3025', 'JSONArgsRecommended'],
  summary: 'Prefer a list for CMD and ENTRYPOINT',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    shell:
      'A shell stands before this command and keeps signals from it, so that it cannot end cleanly.',
  },
  on: {
    instruction({ instruction, stage }, report) {
      const { keyword, keywordAt, exec, argument } = instruction;
      if ((keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || exec !== undefined) return;
      // An exec replaces the shell, and a broken list is reported elsewhere.
      if (/^(?:$|\[|exec\s)/.test(argument.text) || setsShell(stage)) return;
      report.shell(keywordAt);
    },
  },
});

/** Whoever chooses a shell wants one. */
function setsShell(stage: Stage | undefined): boolean {
  if (stage === undefined) return false;
  const own = stage.instructions.some(({ instruction }) => instruction.keyword === 'SHELL');
  return own || setsShell(stage.parent);
}

export const preferExecFormPage = definePage({
  rationale:
    '`docker stop` sends its signal to the shell, which does not hand it on. After ten seconds the process is killed, in the middle of a checkpoint or a request.',

  references: ['https://docs.docker.com/reference/build-checks/json-args-recommended/'],
  bad: [
    { title: 'A string', files: { Dockerfile: 'FROM python:3.12-slim\nCMD python serve.py\n' } },
  ],
  good: [
    {
      title: 'A list',
      files: { Dockerfile: 'FROM python:3.12-slim\nCMD ["python", "serve.py"]\n' },
    },
    {
      title: 'A shell that steps aside',
      files: { Dockerfile: 'FROM python:3.12-slim\nCMD exec python serve.py --port "$PORT"\n' },
    },
  ],
});
