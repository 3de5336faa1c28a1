import { folderOf, joinPath, nameOf } from '../../base/project-path.ts';
import type { FileSet, Project, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const noCopiedBuild = defineRule({
  id: 'project/no-copied-build',
  summary: 'Disallow two services with the same build where one has a folder of its own',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    same: '"{service}" builds the same as "{other}", and nothing builds the folder "{own}".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      for (const service of fileSet.services) {
        const path = service.build?.dockerfile;
        const other = fileSet.services.find((one) => one !== service && isSameBuild(one, service));
        if (path === undefined || other === undefined || isTold(service, other)) continue;
        // The name of the built folder is the right one of the two.
        if (fits(service.name, path)) continue;
        const own = findOwnDockerfile(service, path, { fileSet, project });
        if (own === undefined) continue;
        const at = service.build?.dockerfileAt ?? service.nameAt;
        report.same(at, { service: service.name, other: other.name, own });
      }
    },
  },
});

function isSameBuild(a: Service, b: Service): boolean {
  const [first, second] = [a.build, b.build];
  return (
    first?.dockerfile !== undefined &&
    first.dockerfile === second?.dockerfile &&
    first.context === second.context &&
    first.target?.text === second.target?.text
  );
}

/** True where something tells the two apart: what they start, or what they are built with. */
function isTold(a: Service, b: Service): boolean {
  const keys = ['command', 'entrypoint', 'image'];
  if (keys.some((key) => a.value.entries.has(key) || b.value.entries.has(key))) return true;
  const args = (service: Service): string =>
    JSON.stringify([...(service.build?.args ?? [])].map(([name, value]) => [name, value?.text]));
  return args(a) !== args(b);
}

/** True for a Dockerfile in the folder, or with the ending, that the service is called after. */
function fits(name: string, path: string): boolean {
  return [nameOf(folderOf(path)), nameOf(path).replace(/^Dockerfile\.|\.Dockerfile$/i, '')].some(
    (one) => one === name || findNearName(name, [one]) !== undefined,
  );
}

/** A Dockerfile that the service is called after and that no service of the project builds. */
function findOwnDockerfile(
  { name }: Service,
  path: string,
  { fileSet, project }: { readonly fileSet: FileSet; readonly project: Project },
): string | undefined {
  const near = folderOf(folderOf(path));
  const roots = new Set([folderOf(path), near, fileSet.folder]);
  const candidate = project.dockerfiles.find(
    (one) =>
      one.uses.length === 0 &&
      fits(name, one.path) &&
      [...roots].some((root) => one.path.startsWith(joinPath(root, '') ?? '')),
  );
  return candidate?.path;
}

export const noCopiedBuildPage = definePage({
  rationale:
    'The block of a service that was copied from another one still builds the other one. Two containers then run the same program, and nothing answers where the second is expected.',
  exceptions:
    'Services that share an image on purpose differ by command, entrypoint, target or arguments.',
  references: ['https://docs.docker.com/reference/compose-file/build/'],
  bad: [
    {
      title: 'A block that was copied',
      files: {
        'compose.yaml': `services:
  features:
    build: ./services/features
  ranker:
    build: ./services/features
`,
        'services/features/Dockerfile':
          'FROM python:3.12-slim\nCMD ["python", "-m", "http.server"]\n',
        'services/ranker/Dockerfile':
          'FROM python:3.12-slim\nCMD ["python", "-m", "http.server"]\n',
      },
    },
  ],
  good: [
    {
      title: 'A folder each, and an image that two services share',
      files: {
        'compose.yaml': `services:
  features:
    build: ./services/features
  ranker:
    build: ./services/ranker
  reranker:
    build: ./services/ranker
    command: python -m http.server 9000
`,
        'services/features/Dockerfile':
          'FROM python:3.12-slim\nCMD ["python", "-m", "http.server"]\n',
        'services/ranker/Dockerfile':
          'FROM python:3.12-slim\nCMD ["python", "-m", "http.server"]\n',
      },
    },
  ],
});
