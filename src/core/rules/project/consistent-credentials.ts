import { findCredentialUses, type CredentialUse } from '../../model/service-credentials.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const consistentCredentials = defineRule({
  id: 'project/consistent-credentials',
  summary: 'Require logins at a database or object store to be those that it is set up with',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    user: 'The user "{used}" does not exist in "{target}", which creates "{given}".',
    password: 'This password is not the one that "{target}" gives to "{user}".',
    database: 'Nothing creates the database "{used}" in "{target}", which creates "{given}".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const told = new Set<string>();
      for (const service of fileSet.services) {
        const uses = findCredentialUses(service, fileSet, project);
        const user = uses.find(({ kind }) => kind === 'user')?.given ?? 'root';
        for (const { kind, used, given, at, givenAt, target } of uses.filter(isWrong)) {
          const key = `${at.file}:${String(at.start)}`;
          if (told.has(key)) continue;
          told.add(key);
          const related = [{ at: givenAt, message: 'It is set here.' }];
          const data = { used, given, target: target.name, user };
          if (kind === 'user') report.user(at, data, { related });
          else if (kind === 'password') report.password(at, data, { related });
          else report.database(at, data, { related });
        }
      }
    },
  },
});

function isWrong({ kind, used, given, target }: CredentialUse): boolean {
  if (used === given) return false;
  // These are there from the beginning; other databases may be made by whoever connects.
  const isPostgres = /postg/.test(target.image?.repository ?? '');
  if (kind === 'database') return isPostgres && !/^(?:postgres|template[01])$/.test(used);
  return true;
}

export const consistentCredentialsPage = definePage({
  rationale:
    'The image of a database makes one user and one database when it starts with an empty volume. A program that signs in with others is refused, with "password authentication failed" or "database does not exist".',
  exceptions:
    'Databases with scripts in `/docker-entrypoint-initdb.d` and stores with `mc admin user` may make more and are left alone, and so are values that are not known.',
  references: ['https://hub.docker.com/_/postgres'],
  bad: [
    {
      title: 'Another user, another password, another database',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:16.4
    environment:
      POSTGRES_USER: tides
      POSTGRES_PASSWORD: one
      POSTGRES_DB: tides
    volumes: ["db:/var/lib/postgresql/data"]
  api:
    image: api:1.4.0
    environment:
      DATABASE_URL: postgresql://tide:one@db:5432/tides
  jobs:
    image: jobs:1.4.0
    environment:
      DATABASE_URL: postgresql://tides:two@db:5432/tides
  board:
    image: board:1.4.0
    environment:
      DATABASE_URL: postgresql://tides:one@db:5432/marks
volumes: { db: }
`,
      },
    },
  ],
  good: [
    {
      title: 'The same in both',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:16.4
    environment:
      POSTGRES_USER: tides
      POSTGRES_PASSWORD: one
      POSTGRES_DB: tides
    volumes: ["db:/var/lib/postgresql/data"]
  api:
    image: api:1.4.0
    environment:
      DATABASE_URL: postgresql://tides:one@db:5432/tides
volumes: { db: }
`,
      },
    },
  ],
});
