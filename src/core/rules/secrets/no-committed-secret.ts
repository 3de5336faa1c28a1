import { nameOf } from '../../base/project-path.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isSecretName, looksRandom } from '../../rulekit/secret-values.ts';

export const noCommittedSecret = defineRule({
  id: 'secrets/no-committed-secret',
  summary: 'Disallow keys and tokens in files that Git keeps',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    key: 'This private key is in the repository, so everyone who reads it can use the key.',
    value: '"{name}" has a real value here, and Git does not ignore "{file}".',
  },
  on: {
    project({ snapshot, dotenvFiles, views: { gitIgnore } }, report) {
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
          if (value === undefined || !isSecretName(name) || !looksRandom(value)) continue;
          report.value(valueAt, { name, file });
        }
      }
    },
  },
});

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
