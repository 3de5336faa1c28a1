import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noSingleQuotedExecForm = defineRule({
  id: 'dockerfile/no-single-quoted-exec-form',
  equivalents: ['JSON_IN_SINGLE_QUOTES'],
  summary: 'Disallow single quotes in commands written as a list',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    quotes: 'A list in single quotes is no JSON, so a shell runs it with its brackets and fails.',
  },
  on: {
    instruction({ instruction }, report) {
      const command = instruction.keyword === 'HEALTHCHECK' ? instruction.inner : instruction;
      if (command === undefined || command.exec !== undefined || !listing.has(command.keyword))
        return;
      const { text, at } = command.argument;
      if (!/^\[\s*'[^"\\]*\]$/.test(text)) return;
      const list = text.replaceAll("'", '"');
      const isPlain = at.end - at.start === text.length && isJson(list);
      report.quotes(at, {
        fixes: isPlain
          ? [{ title: 'Use double quotes', kind: 'suggestion', edits: () => [replace(at, list)] }]
          : [],
      });
    },
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const listing: ReadonlySet<string> = new Set([
  'ADD',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'RUN',
  'SHELL',
  'VOLUME',
]);

export const noSingleQuotedExecFormPage = definePage({
  rationale:
    'JSON knows double quotes only. With single ones Docker takes the list for shell text, and the shell looks for a program called "[".',
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form'],
  bad: [
    {
      title: 'Single quotes',
      files: { Dockerfile: "FROM example/tides:1.4\nCMD ['python', 'serve.py']\n" },
      fixed: { Dockerfile: 'FROM example/tides:1.4\nCMD ["python", "serve.py"]\n' },
    },
  ],
  good: [
    {
      title: 'Double quotes',
      files: { Dockerfile: 'FROM example/tides:1.4\nCMD ["python", "serve.py"]\n' },
    },
  ],
});
