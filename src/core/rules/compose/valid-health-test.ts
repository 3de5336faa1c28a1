import type { Fix } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { findEntry, type listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  kind: 'The list has to begin with "CMD", "CMD-SHELL" or "NONE", and not with "{word}".',
  dropped: 'The shell runs "{word}" alone: CMD-SHELL takes the whole command as one text.',
} as const;

export const validHealthTest = defineRule({
  id: 'compose/valid-health-test',
  summary: 'Require the list of a health check to say how it is run',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    service({ value }, report) {
      const test = findEntry(value, 'healthcheck', 'test')?.value;
      if (test?.kind !== 'list') return;
      const [first] = test.items;
      if (first?.kind !== 'scalar' || first.data === null || first.text.includes('$')) return;
      if (first.text === 'CMD-SHELL') checkShell(first, test.items.slice(1), report);
      if (['CMD', 'CMD-SHELL', 'NONE'].includes(first.text)) return;
      report.kind(first.at, { word: first.text }, { fixes: findFixes(first, test.items[1]) });
    },
  },
});

/** The shell takes what follows its text for its own parameters. A text with a blank may well be all that matters. */
function checkShell(
  { at }: Item,
  rest: ReturnType<typeof listItems>,
  report: Report<typeof messages>,
): void {
  const [program] = rest;
  if (program?.kind !== 'scalar' || rest.length < 2) return;
  if (!/^[\w./-]+$/.test(program.text) || /^(?:true|false|:|exit)$/.test(program.text)) return;
  const isPlain = rest.every((item) => item.kind === 'scalar' && !/[|&;<>$`]/.test(item.text));
  const edits = () => [replace(at, 'CMD')];
  const fix: Fix = { title: 'Run it without a shell', kind: 'suggestion', edits };
  report.dropped(program.at, { word: program.text }, { fixes: isPlain ? [fix] : [] });
}

interface Item {
  readonly at: Span;
}

function findFixes(first: Item & { readonly text: string }, second: Item | undefined): Fix[] {
  const { at, text } = first;
  const upper = text.toUpperCase();
  if (['CMD', 'CMD-SHELL', 'NONE'].includes(upper)) {
    return [{ title: `Write ${upper}`, kind: 'suggestion', edits: () => [replace(at, upper)] }];
  }
  // In brackets the next item follows at once; a list of lines is left to the user.
  if (second === undefined || second.at.start - at.end > 3) return [];
  const edits = () => [replace({ ...at, end: at.start }, 'CMD, ')];
  return [{ title: 'Run it as a command', kind: 'suggestion', edits }];
}

export const validHealthTestPage = definePage({
  rationale:
    'In a list, the first item of a health check says how the rest is run: `CMD` without a shell, `CMD-SHELL` with one. Compose refuses the whole file when it is missing. Behind `CMD-SHELL` the shell takes the first text for the whole command, and runs a program without its arguments where these are items of their own.',
  references: ['https://docs.docker.com/reference/compose-file/services/#healthcheck'],
  bad: [
    {
      title: 'A command alone',
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17.2\n    healthcheck:\n      test: ["pg_isready", "-U", "ml"]\n    volumes: ["db:/var/lib/postgresql/data"]\nvolumes:\n  db:\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17.2\n    healthcheck:\n      test: [CMD, "pg_isready", "-U", "ml"]\n    volumes: ["db:/var/lib/postgresql/data"]\nvolumes:\n  db:\n',
      },
    },
    {
      title: 'A shell that gets its command in pieces',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    healthcheck:\n      test: ["CMD-SHELL", "api-check", "--port", "8000"]\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    healthcheck:\n      test: [CMD, "api-check", "--port", "8000"]\n',
      },
    },
  ],
  good: [
    {
      title: 'A command, and a text that a shell runs',
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17.2\n    healthcheck:\n      test: ["CMD", "pg_isready", "-U", "ml"]\n    volumes: ["db:/var/lib/postgresql/data"]\n  api:\n    image: api:1.4.0\n    healthcheck:\n      test: api-check\nvolumes:\n  db:\n',
      },
    },
  ],
});
