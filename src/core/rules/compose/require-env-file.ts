import { folderOf, nameOf } from '../../base/project-path.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireEnvFile = defineRule({
  id: 'compose/require-env-file',
  summary: 'Require files that env_file names to be there',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: 'There is no file "{path}", so Compose refuses to load the project.',
    near: 'There is no file "{path}"; there is "{near}".',
  },
  on: {
    fileSet({ services }, report, { project }) {
      const { paths, snapshot, views } = project;
      const known = new Set<string>();
      for (const { envFiles } of services) {
        for (const { path, at, isRequired } of envFiles) {
          if (path === undefined || !isRequired || !paths.isMissing(path)) continue;
          // Said once, however many services read the file.
          if (known.has(path)) continue;
          known.add(path);
          // Such a file is for each person to write; a fresh clone never has it.
          if (views.gitIgnore.isIgnored(path)) continue;
          const near = findNearName(nameOf(path), views.tree.namesIn(folderOf(path)));
          if (near !== undefined && !isTemplate(near)) report.near(at, { path, near });
          else if (![...snapshot.files.keys()].some(isTemplate)) report.missing(at, { path });
        }
      }
    },
  },
});

/** True for `.env.example`, `envs/example.env`, `env.template` and the like, from which such files are copied. */
function isTemplate(path: string): boolean {
  return /example|sample|template|dist|default|bck|bak/i.test(nameOf(path)) && /\benv/i.test(path);
}

export const requireEnvFilePage = definePage({
  rationale:
    'Compose reads the files below `env_file` before anything starts and stops when one of them is missing.',
  exceptions:
    'A file that Git ignores, or that has an example beside it, is written by each person and not reported. One with `required: false` may be missing.',
  references: ['https://docs.docker.com/reference/compose-file/services/#env_file'],
  bad: [
    {
      title: 'A file that is not there',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    env_file: settings/train.env\n',
      },
    },
    {
      title: 'A file under another name',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    env_file: training.env\n',
        'trainings.env': 'EPOCHS=10\n',
      },
    },
  ],
  good: [
    {
      title: 'A file with an example, and one that may be missing',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    env_file:\n      - .env\n      - path: local.env\n        required: false\n',
        '.env.example': 'EPOCHS=10\n',
      },
    },
  ],
});
