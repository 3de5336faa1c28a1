import { nameOf } from '../../base/project-path.ts';
import type { Span } from '../../base/span.ts';
import type { Project } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isSecretValue, looksChosen } from '../../rulekit/secret-values.ts';

export const noCommittedSecret = defineRule({
  id: 'secrets/no-committed-secret',
  summary: 'Disallow keys and tokens in files that Git keeps',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    key: 'This private key is in the repository, so everyone who reads it can use the key.',
    url: 'This address holds the password of "{user}" at "{host}", and Git does not ignore the file.',
    value: '"{name}" has a real value here, and Git does not ignore "{file}".',
  },
  on: {
    project(project, report) {
      const { snapshot, dotenvFiles } = project;
      const { gitIgnore } = project.views;
      for (const [file, text] of snapshot.files) {
        if (text === undefined || isExample(file) || gitIgnore.isIgnored(file)) continue;
        const header = /^\s*-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.exec(text.slice(0, 200));
        if (header === null) continue;
        const start = header[0].length - header[0].trimStart().length;
        report.key({ file, start, end: header[0].length });
      }
      for (const [file, { items }] of dotenvFiles) {
        if (isExample(file) || gitIgnore.isIgnored(file)) continue;
        for (const { name, value, valueAt } of items) {
          if (value === undefined || !isSecretValue(name, value)) continue;
          report.value(valueAt, { name, file });
        }
      }
      const told = new Set<string>();
      for (const { environment } of project.fileSets.flatMap(({ services }) => services)) {
        for (const { name, value, template, origin } of environment) {
          if (origin !== 'environment' || value === undefined || template?.includes('$') !== false)
            continue;
          const { file, start } = value.at;
          const key = `${file}:${String(start)}`;
          if (told.has(key) || isExample(file) || gitIgnore.isIgnored(file)) continue;
          told.add(key);
          if (isSecretValue(name, value.text)) report.value(value.at, { name, file });
        }
      }
      for (const { at, user, host } of findLogins(project)) {
        if (!isExample(at.file) && !gitIgnore.isIgnored(at.file)) report.url(at, { user, host });
      }
    },
  },
});

interface Login {
  readonly at: Span;
  readonly user: string;
  readonly host: string;
}

/** Addresses of other machines with a name and a password, outside of comments. */
function* findLogins({ snapshot, composeFiles, dockerfiles }: Project): Generator<Login> {
  const read = new Set([...composeFiles, ...dockerfiles].map(({ path }) => path));
  for (const [file, text] of snapshot.files) {
    const isList = /(?:^|\/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|pip\.conf|\.npmrc)$/.test(
      file,
    );
    if (text === undefined || !(read.has(file) || isList)) continue;
    for (const match of text.matchAll(
      /\b[a-z][\w+]*:\/\/([^\s:@/"'${}]+):([^\s@/"'${}]+)@([\w.-]+)/g,
    )) {
      const [whole, user = '', password = '', host = ''] = match;
      const lineStart = text.lastIndexOf('\n', match.index) + 1;
      if (/^\s*#|\s#/.test(text.slice(lineStart, match.index))) continue;
      // A name without a dot is a service of the stack, with a password of the stack.
      if (!/\.[a-z]{2,}$/i.test(host) || isLocal.test(host) || user === password) continue;
      if (!looksChosen(password)) continue;
      yield { at: { file, start: match.index, end: match.index + whole.length }, user, host };
    }
  }
}

const isLocal = /(?:^|\.)(?:example|test|invalid|localhost|local|internal)(?:\.[a-z]+)?$/i;

/** Templates, and keys that exist to be tested with. */
function isExample(file: string): boolean {
  return (
    /example|sample|template|dist|defaults?\b/i.test(nameOf(file)) ||
    /(?:^|\/)(?:tests?|testdata|fixtures|examples?|node_modules|\.venv|venv)\//i.test(file)
  );
}

export const noCommittedSecretPage = definePage({
  rationale:
    'A key in a tracked file is known to everyone who can read the repository, stays in its history after it was removed, and ends up in every image that copies the folder.',
  exceptions:
    'Examples, placeholders, local default passwords and files that Git ignores are left alone.',
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/'],
  bad: [
    {
      title: 'A token in a tracked .env',
      files: {
        'ingest/.env': 'REGION=eu\nTIDES_API_TOKEN=k9Xw2LmQ8vTz4RbN7cYd31HsUa6Ej0Pf\n',
        '.gitignore': 'data/\n',
      },
    },
    {
      title: 'A private key',
      files: { 'deploy/node.pem': '-----BEGIN OPENSSH PRIVATE KEY-----\n(removed)\n' },
    },
    {
      title: 'A key in a compose file, and a password in an index',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      TIDES_API_TOKEN: k9Xw2LmQ8vTz4RbN7cYd31HsUa6Ej0Pf\n',
        'requirements.txt':
          '--extra-index-url https://reader:Tq7vW2mZ9k@packages.tides.org/simple\ntides==1.4.0\n',
      },
    },
  ],
  good: [
    {
      title: 'A template, and a file that Git ignores',
      files: {
        '.env': 'TIDES_API_TOKEN=k9Xw2LmQ8vTz4RbN7cYd31HsUa6Ej0Pf\n',
        '.env.example': 'TIDES_API_TOKEN=\n',
        '.gitignore': '.env\n',
      },
    },
    {
      title: 'Placeholders and local defaults',
      files: { '.env': 'MINIO_ROOT_PASSWORD=minioadmin\nAPI_KEY=<your-key>\nTOKEN=${OTHER}\n' },
    },
  ],
});
