import { joinPath } from '../../base/project-path.ts';
import { findCopySources } from '../../model/copy-sources.ts';
import type { Dockerfile, Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isSecretFile } from '../../rulekit/secret-files.ts';
import { isSecretName } from '../../rulekit/secret-values.ts';

export const noCopiedSecret = defineRule({
  id: 'secrets/no-copied-secret',
  summary: 'Disallow copying files with credentials into an image',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    copied: '"{source}" holds credentials, and everyone who can pull the image can read it.',
    whole: 'This copies "{file}" too, so everyone who can pull the image reads what is in it.',
  },
  on: {
    project({ dockerfiles, dotenvFiles, snapshot }, report) {
      const holdsSecret = (path: string): boolean => {
        const items = dotenvFiles.get(path)?.items;
        return snapshot.files.has(path) && items?.some(({ name }) => isSecretName(name)) !== false;
      };
      for (const dockerfile of dockerfiles) {
        const { contexts } = dockerfile;
        const shipped = collectShipped(dockerfile);
        for (const { item, word, path, isOutside } of findCopySources(dockerfile)) {
          // A stage that nothing is copied from whole leaves its files behind.
          if (isOutside || item.stage === undefined || !shipped.has(item.stage)) continue;
          if (isSecretFile(path)) report.copied(word.at, { source: word.text });
          else if (path === '') {
            const names = contexts.map(({ folder, ignoreFile }) =>
              secretNames.find(
                (name) =>
                  holdsSecret(joinPath(folder, name) ?? name) &&
                  ignoreFile?.findMatch(name) === undefined,
              ),
            );
            const [file] = names;
            if (file !== undefined && !names.includes(undefined)) report.whole(word.at, { file });
          }
        }
      }
    },
  },
});

/** The last stage, those that services are built to, and those they are built from. */
function collectShipped({ stages, uses }: Dockerfile): ReadonlySet<Stage> {
  const targets = new Set(uses.map(({ service }) => service.build?.target?.text));
  const shipped = new Set<Stage>();
  for (const final of stages) {
    if (final !== stages.at(-1) && !(final.name !== undefined && targets.has(final.name))) continue;
    for (let stage: Stage | undefined = final; stage !== undefined; stage = stage.parent) {
      if (shipped.has(stage)) break;
      shipped.add(stage);
    }
  }
  return shipped;
}

const secretNames: readonly string[] = ['.env', '.env.local', '.env.production', '.env.prod'];

export const noCopiedSecretPage = definePage({
  rationale:
    'What COPY puts into a layer stays there, also when a later RUN removes it. Whoever can pull the image, or reads the cache of the build machine, has the credentials.',
  exceptions: 'Stages that the last one only copies single files from are left alone.',
  references: ['https://docs.docker.com/build/building/secrets/'],
  bad: [
    {
      title: 'An env file by name',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY score.py .env ./
`,
        'score.py': '',
        '.env': 'TIDES_HOST=tides\n',
      },
    },
    {
      title: 'The whole folder with an env file in it',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY . .
`,
        'score.py': '',
        '.env': 'TIDES_TOKEN=tides\n',
      },
    },
  ],
  good: [
    {
      title: 'An ignore file, and a template',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY . .
COPY .env.example ./defaults.env
`,
        '.dockerignore': '.env\n',
        'score.py': '',
        '.env': 'TIDES_HOST=tides\n',
        '.env.example': 'TIDES_HOST=\n',
      },
    },
  ],
});
