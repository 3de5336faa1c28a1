import type { Span } from '../../base/span.ts';
import { nameOf } from '../../base/project-path.ts';
import type { Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireHealthDatabase = defineRule({
  id: 'compose/require-health-database',
  summary: 'Require pg_isready to name the database where it has another name than its user',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    missing: 'pg_isready asks for a database called "{user}", and there is "{database}"; add -d.',
    other: 'pg_isready asks for the database "{asked}", and POSTGRES_DB creates "{database}".',
  },
  on: {
    service(service, report) {
      const test = service.healthcheck?.test;
      if (test === undefined || service.healthcheck?.isDisabled === true) return;
      const words =
        test.script === undefined
          ? test.words
          : (test.script.commands
              .map(({ words: own }) => own.map(({ plain, at }) => ({ text: plain, at })))
              .find(([first]) => nameOf(first?.text ?? '') === 'pg_isready') ?? []);
      const [program] = words;
      if (program === undefined || nameOf(program.text) !== 'pg_isready') return;
      const database = findOwn('POSTGRES_DB', service);
      if (database === undefined || findOwn('PGDATABASE', service) !== undefined) return;
      const asked = findOption(words, ['-d', '--dbname']);
      if (asked !== undefined) {
        const name = expand(asked.text, service);
        if (name === undefined || name === database || /[=:/]/.test(name) || isAlwaysThere(name))
          return;
        report.other(asked.at, { asked: name, database });
        return;
      }
      const written = findOption(words, ['-U', '--username']);
      const user = written === undefined ? undefined : expand(written.text, service);
      if (user === undefined || user === database || isAlwaysThere(user)) return;
      report.missing(program.at, { user, database });
    },
  },
});

function isAlwaysThere(database: string): boolean {
  return /^(?:postgres|template[01])$/.test(database);
}

/** A variable with a known value. */
function findOwn(name: string, { environment }: Service): string | undefined {
  const value = environment.find((item) => item.name === name)?.value;
  return value?.isKnown === true && value.text !== '' ? value.text : undefined;
}

function findOption(
  words: readonly { readonly text: string; readonly at: Span }[],
  names: readonly string[],
): { readonly text: string; readonly at: Span } | undefined {
  for (const [index, { text, at }] of words.entries()) {
    if (names.includes(text)) return words[index + 1];
    const name = names.find((one) => text.startsWith(one.startsWith('--') ? `${one}=` : one));
    if (name !== undefined) return { text: text.slice(name.length).replace(/^=/, ''), at };
  }
  return undefined;
}

/** What the shell in the container makes of the word; undefined where that is not known. */
function expand(text: string, service: Service): string | undefined {
  const name = /^\$\{?(\w+)\}?$/.exec(text)?.[1];
  if (name !== undefined) return findOwn(name, service);
  return text.includes('$') ? undefined : text;
}

export const requireHealthDatabasePage = definePage({
  rationale:
    'Without `-d`, pg_isready asks for a database that is called like its user. The check passes even so, and the log of the server gets "FATAL: database does not exist" every few seconds, which hides what really goes wrong.',
  references: ['https://www.postgresql.org/docs/current/app-pg-isready.html'],
  bad: [
    {
      title: 'A user, no database, and a wrong one',
      files: {
        'compose.yaml': `services:
  features:
    image: postgres:16.4
    environment:
      POSTGRES_USER: reader
      POSTGRES_DB: features
    volumes: ["features:/var/lib/postgresql/data"]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U reader"]
  runs:
    image: postgres:16.4
    environment:
      POSTGRES_USER: mlflow
      POSTGRES_DB: runs
    volumes: ["runs:/var/lib/postgresql/data"]
    healthcheck:
      test: ["CMD", "pg_isready", "-U", "mlflow", "-d", "mlflow"]
volumes:
  features:
  runs:
`,
      },
    },
  ],
  good: [
    {
      title: 'The database that there is',
      files: {
        'compose.yaml': `services:
  features:
    image: postgres:16.4
    environment:
      POSTGRES_USER: reader
      POSTGRES_DB: features
    volumes: ["features:/var/lib/postgresql/data"]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $$POSTGRES_USER -d $$POSTGRES_DB"]
volumes:
  features:
`,
      },
    },
  ],
});
