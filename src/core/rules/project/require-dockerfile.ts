import { folderOf, nameOf } from '../../base/project-path.ts';
import type { FileTree } from '../../model/file-tree.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireDockerfile = defineRule({
  id: 'project/require-dockerfile',
  summary: 'Require the Dockerfile that a service is built from',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: 'There is no "{path}", so "{service}" cannot be built.',
    near: 'There is no "{path}" to build "{service}" from; there is "{near}".',
    target: '"{path}" has no stage "{target}", so "{service}" cannot be built.',
    noContext: 'There is no folder "{folder}", so "{service}" cannot be built.',
  },
  on: {
    fileSet({ services }, report, { project }) {
      const { paths } = project;
      for (const { name: service, build } of services) {
        const path = build?.dockerfile;
        if (build === undefined || path === undefined || build.context === undefined) continue;
        const { target, file } = build;
        if (file !== undefined && target?.isKnown === true && file.stages.length > 0) {
          const wanted = target.text.toLowerCase();
          const isThere = file.stages.some(
            ({ name, index }) => name?.toLowerCase() === wanted || String(index) === wanted,
          );
          if (!isThere) report.target(target.at, { path, target: target.text, service });
        }
        if (build.context !== '' && paths.isMissing(build.context)) {
          report.noContext(build.contextAt, { folder: build.context, service });
        } else if (paths.isMissing(path)) {
          const near = findNear(project.views.tree, path);
          if (near === undefined) report.missing(build.dockerfileAt, { path, service });
          else report.near(build.dockerfileAt, { path, service, near });
        }
      }
    },
  },
});

/** A file of nearly the same name beside it, else one of the same name below or above. */
function findNear(tree: FileTree, path: string): string | undefined {
  const folder = folderOf(path);
  const near = findNearName(nameOf(path), tree.namesIn(folder));
  if (near !== undefined) return folder === '' ? near : `${folder}/${near}`;
  const same = [...tree.filesBelow('')].filter((file) => nameOf(file) === nameOf(path));
  return same.length === 1 ? same[0] : undefined;
}

export const requireDockerfilePage = definePage({
  rationale:
    'A Dockerfile that was moved or renamed leaves its old path behind in compose files. It is noticed when somebody builds without the image of last week.',
  references: ['https://docs.docker.com/reference/compose-file/build/'],
  bad: [
    {
      title: 'A Dockerfile under its old name',
      files: {
        'compose.yaml':
          'services:\n  api:\n    build:\n      context: .\n      dockerfile: Dockerfile_api\n',
        'Dockerfile.api': 'FROM python:3.12-slim\n',
      },
    },
    {
      title: 'No Dockerfile',
      files: {
        'compose.yaml': 'services:\n  api:\n    build: ./api\n',
        'api/main.py': '',
      },
    },
    {
      title: 'No stage of that name',
      files: {
        'compose.yaml':
          'services:\n  api:\n    build:\n      context: .\n      target: production\n',
        Dockerfile: 'FROM python:3.12-slim AS prod\n',
      },
    },
    {
      title: 'No folder',
      files: { 'compose.yaml': 'services:\n  api:\n    build: ./api\n' },
    },
  ],
  good: [
    {
      title: 'The file is where the compose file says',
      files: {
        'compose.yaml': 'services:\n  api:\n    build: ./api\n',
        'api/Dockerfile': 'FROM python:3.12-slim\n',
      },
    },
  ],
});
