import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noShellOperatorInList = defineRule({
  id: 'compose/no-shell-operator-in-list',
  summary: 'Disallow shell operators in health checks that no shell reads',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    operator: '"{operator}" is an argument here: a list that begins with CMD starts no shell.',
  },
  on: {
    service({ healthcheck }, report) {
      const test = healthcheck?.test;
      if (test?.form !== 'exec' || test.script !== undefined) return;
      const found = test.words.find(({ text }) => /^(?:\|\|?|&&|;|[12]?>{1,2}|2>&1)$/.test(text));
      const joined =
        found ?? test.words.find(({ text }) => /\s\|\|\s(?:exit|false|true)\b/.test(text));
      if (joined === undefined || test.words.some(({ text }) => text === '-c')) return;
      report.operator(joined.at, { operator: found === undefined ? '||' : found.text });
    },
  },
});

export const noShellOperatorInListPage = definePage({
  rationale:
    'With CMD as its first item the list of a health check is started as it is, and the program gets "||" and "exit" as arguments. The check then fails for good, or always succeeds.',
  references: ['https://docs.docker.com/reference/compose-file/services/#healthcheck'],
  bad: [
    {
      title: 'A fallback that no shell reads',
      files: {
        'compose.yaml':
          'services:\n  cache:\n    image: redis:7.4.1\n    healthcheck:\n      test: ["CMD", "redis-cli", "ping", "||", "exit", "1"]\n',
      },
    },
  ],
  good: [
    {
      title: 'A shell',
      files: {
        'compose.yaml':
          'services:\n  cache:\n    image: redis:7.4.1\n    healthcheck:\n      test: ["CMD-SHELL", "redis-cli ping || exit 1"]\n',
      },
    },
  ],
});
