import { folderOf } from '../../base/project-path.ts';
import { isOnlyInContainer } from '../../model/container-variables.ts';
import type { DotenvFile, FileSet, Project, VariableUse } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { isSetElsewhere } from '../../rulekit/host-variables.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const noUnsetVariable = defineRule({
  id: 'compose/no-unset-variable',
  summary: 'Require variables without a default to have a value',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    notInFile: '"{name}" has no default, and "{file}" does not set it.',
    near: '"{name}" has no value; "{file}" sets "{near}".',
    notExported: '"{name}" is empty here: shells know it and do not export it.',
    onlyInside:
      'Compose fills "{name}" in, and has no value: "$${name}" leaves it to the container.',
    onlyForContainer: '"{name}" has no value here: "{file}" is read for the container only.',
  },
  on: {
    variable(use, report, { project, composeFile, fileSet }) {
      if (composeFile === undefined || fileSet === undefined) return;
      if (!needsValue(use, fileSet)) return;
      const { name, at } = use;
      if (isOnlyInContainer(use, fileSet)) {
        report.onlyInside(at, { name });
        return;
      }
      // Said at the first place: one value would serve all of them.
      const first = composeFile.variables.find(
        (one) => one.name === name && needsValue(one, fileSet) && !isOnlyInContainer(one, fileSet),
      );
      if (first !== use) return;
      const dotenv = findDotenvFiles(project, composeFile.path, fileSet);
      const holders = dotenv.filter(({ items }) => items.length > 0);
      if (holders.some(({ items }) => items.some((item) => item.name === name))) return;
      for (const { path, items } of holders) {
        const near = findNearName(
          name,
          items.map((item) => item.name),
        );
        if (near !== undefined) {
          report.near(at, { name, file: path, near });
          return;
        }
      }
      const other = findEnvFile(use, fileSet);
      const [holder] = holders;
      if (shellOnlyNames.has(name)) {
        report.notExported(at, { name });
        return;
      }
      if (other !== undefined) report.onlyForContainer(at, { name, file: other.path });
      else if (holder !== undefined) report.notInFile(at, { name, file: holder.path });
    },
  },
});

function needsValue({ name, operator, path }: VariableUse, { variables }: FileSet): boolean {
  if (operator !== '' || variables.has(name)) return false;
  // A value that is itself optional: `NAME: ${NAME}` passes on what may be unset.
  if (path.at(-1) === name && path.at(-2) === 'environment') return false;
  return !isSetElsewhere(name);
}

/** Variables of a shell that its children do not get, Compose among them. */
const shellOnlyNames: ReadonlySet<string> = new Set(['UID', 'GID']);

/** `.env`, or what stands in for it in a fresh clone, of the project's folder and the compose file's. */
function findDotenvFiles(
  { dotenvFiles }: Project,
  composePath: string,
  { folder }: FileSet,
): readonly DotenvFile[] {
  const folders = new Set([folder, folderOf(composePath)]);
  return [...dotenvFiles.values()].filter(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return folders.has(folderOf(path)) && dotenvName.test(name);
  });
}

const dotenvName = /^(?:\.env|\.?env[._-](?:example|sample|template|dist|default))$/;

/** An env file of the service that has the name, which helps the container and not this file. */
function findEnvFile({ name, path }: VariableUse, { services }: FileSet): DotenvFile | undefined {
  const [top, service] = path;
  if (top !== 'services') return undefined;
  const own = services.find((candidate) => candidate.name === service);
  return own?.envFiles
    .flatMap(({ file }) => file ?? [])
    .find(({ items }) => items.some((item) => item.name === name));
}

export const noUnsetVariablePage = definePage({
  rationale:
    'Compose puts nothing in the place of a variable that has no value and goes on with a warning. An image then has no tag, a port no number, a URL no host, and the failure shows up somewhere else.',
  exceptions:
    'Without any `.env` or example of one beside the compose file nothing is known about the values, and the rule is silent.',
  references: ['https://docs.docker.com/reference/compose-file/interpolation/'],
  bad: [
    {
      title: 'A variable that the example file does not have',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:\${TRAINER_VERSION}
`,
        '.env.example': 'EPOCHS=10\n',
      },
    },
    {
      title: 'A variable under another name',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:\${TRAINER_VERSION}
`,
        '.env': 'TRAINER_VERSON=1.4.0\n',
      },
    },
    {
      title: 'What a shell keeps for itself',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    user: "\${UID}:\${GID}"
`,
      },
    },
    {
      title: 'A variable of the container in its command',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    command: sh -c "exec python train.py --epochs \${EPOCHS}"
    environment:
      EPOCHS: "12"
`,
      },
    },
    {
      title: 'A file that only the container reads',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:\${TRAINER_VERSION}
    env_file: train.env
`,
        'train.env': 'TRAINER_VERSION=1.4.0\n',
      },
    },
  ],
  good: [
    {
      title: 'A value, and a default',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:\${TRAINER_VERSION}
    command: python train.py --epochs \${EPOCHS:-10}
`,
        '.env': 'TRAINER_VERSION=1.4.0\n',
      },
    },
  ],
});
