import { folderOf, nameOf } from '../../base/project-path.ts';
import { isBareTree } from '../../model/bare-tree.ts';
import type { FileTree } from '../../model/file-tree.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const requireBindSource = defineRule({
  id: 'project/require-bind-source',
  summary: 'Require files that are mounted into a container to be there',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: 'There is no file "{source}"; Docker makes an empty folder of that name instead.',
    near: 'There is no file "{source}"; there is "{near}".',
  },
  on: {
    fileSet({ services }, report, { project }) {
      const { paths, snapshot } = project;
      const missing: (() => void)[] = [];
      for (const { mounts } of services) {
        for (const { kind, source, sourcePath, sourceAt, isKnown } of mounts) {
          if (kind !== 'bind' || !isKnown || source === undefined || sourcePath === undefined)
            continue;
          if (!looksLikeFile.test(nameOf(sourcePath)) || !paths.isMissing(sourcePath)) continue;
          if (project.views.gitIgnore.isIgnored(sourcePath)) continue;
          const near = findNear(project.views.tree, sourcePath);
          if (near !== undefined) report.near(sourceAt, { source, near });
          else missing.push(() => report.missing(sourceAt, { source }));
        }
      }
      // Where much is missing from a tree without programs, the tree is what is incomplete.
      if (missing.length >= 4 && isBareTree(snapshot)) return;
      for (const say of missing) say();
    },
  },
});

/** Endings of files that people write; data and credentials are put in place by whoever starts the project. */
const looksLikeFile =
  /\.(?:ya?ml|json|toml|ini|cfg|conf|cnf|xml|properties|sh|sql|py|js|ts|tf|tmpl|template|txt|md)$/;

function findNear(tree: FileTree, path: string): string | undefined {
  const folder = folderOf(path);
  const near = findNearName(nameOf(path), tree.namesIn(folder));
  if (near !== undefined) return folder === '' ? near : `${folder}/${near}`;
  const same = [...tree.filesBelow('')].filter((file) => nameOf(file) === nameOf(path));
  return same.length === 1 ? same[0] : undefined;
}

export const requireBindSourcePage = definePage({
  rationale:
    'When the source of a bind mount is missing, Docker creates a folder of that name and mounts it where the program expects a file. The program then fails to read its configuration, and the folder stays behind in the repository.',
  exceptions: 'Files that Git ignores are taken for local ones and left alone.',
  references: ['https://docs.docker.com/engine/storage/bind-mounts/'],
  bad: [
    {
      title: 'A configuration that was moved',
      files: {
        'compose.yaml':
          'services:\n  metrics:\n    image: prom/prometheus:v3.0.1\n    volumes:\n      - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro\n',
        'monitoring/prometheus.yml': '',
      },
    },
    {
      title: 'A file that is nowhere',
      files: {
        'compose.yaml':
          'services:\n  metrics:\n    image: prom/prometheus:v3.0.1\n    volumes:\n      - ./alerts.yml:/etc/prometheus/alerts.yml:ro\n',
      },
    },
  ],
  good: [
    {
      title: 'The file is there, and folders may be made',
      files: {
        'compose.yaml':
          'services:\n  metrics:\n    image: prom/prometheus:v3.0.1\n    volumes:\n      - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro\n      - ./data:/prometheus\n',
        'prometheus.yml': '',
      },
    },
  ],
});
