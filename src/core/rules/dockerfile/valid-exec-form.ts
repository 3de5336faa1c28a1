import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validExecForm = defineRule({
  id: 'dockerfile/valid-exec-form',
  summary: 'Require commands in brackets to be JSON',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    broken: 'This list is no JSON, so a shell runs it with its brackets and fails.',
  },
  on: {
    instruction({ instruction }, report) {
      const command = instruction.keyword === 'HEALTHCHECK' ? instruction.inner : instruction;
      if (command === undefined || command.exec !== undefined) return;
      const { text, at } = command.argument;
      const isStarted = command.keyword === 'CMD' || command.keyword === 'ENTRYPOINT';
      // `RUN [ "$A" = b ]` is a test of the shell, which needs a blank behind its bracket.
      const isList = isStarted
        ? /^\[\s*["\u201C\u201D]/.test(text) || (/^\[\s*\w/.test(text) && /"\s*\]$/.test(text))
        : command.keyword === 'RUN' && text.startsWith('["');
      if (isList) report.broken(at);
    },
  },
});

export const validExecFormPage = definePage({
  rationale:
    'Docker takes a command for a list only when it is valid JSON: double quotes, commas between, no bare words. Everything else goes to the shell, which looks for a program called "[".',
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form'],
  bad: [
    {
      title: 'A missing comma',
      files: { Dockerfile: 'FROM example/tides:1.4\nCMD ["python" "serve.py"]\n' },
    },
    {
      title: 'A variable without quotes',
      files: { Dockerfile: 'FROM debian:12\nENTRYPOINT ["serve", "--port", $PORT]\n' },
    },
  ],
  good: [
    {
      title: 'JSON, and a test of the shell',
      files: {
        Dockerfile:
          'FROM example/tides:1.4\nRUN [ -d /app ] || mkdir /app\nCMD ["python", "serve.py"]\n',
      },
    },
  ],
});
