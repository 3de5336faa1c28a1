import { joinPath } from '../../base/project-path.ts';
import { findCopySources, findMountSources } from '../../model/copy-sources.ts';
import type { FileTree } from '../../model/file-tree.ts';
import type { BuildContext, IgnoreFile, IgnorePattern } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noIgnoredCopySource = defineRule({
  id: 'project/no-ignored-copy-source',
  equivalents: ['CopyIgnoredFile'],
  summary: 'Disallow copying what .dockerignore keeps out of the build context',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    ignored: '"{source}" is kept out of the build context by "{pattern}" in "{file}".',
  },
  on: {
    project(project, report) {
      const tree = project.views.tree;
      for (const dockerfile of project.dockerfiles) {
        const { contexts } = dockerfile;
        if (contexts.every(({ ignoreFile }) => ignoreFile === undefined)) continue;
        const sources = [...findCopySources(dockerfile), ...findMountSources(dockerfile)];
        for (const { word, path, isOutside } of sources) {
          if (isOutside || /[*?[]/.test(path)) continue;
          const patterns = contexts.map((context) => findPattern(context, path, tree));
          const [first] = patterns;
          if (first === undefined || patterns.includes(undefined)) continue;
          report.ignored(
            word.at,
            { source: word.text, pattern: first.text, file: first.at.file },
            { related: [{ at: first.at, message: 'This pattern keeps it out.' }] },
          );
        }
      }
    },
  },
});

/** The pattern that leaves nothing of the whole context, which no later one takes back. */
function findPatternOfAll(ignoreFile: IgnoreFile | undefined): IgnorePattern | undefined {
  const patterns = ignoreFile?.patterns ?? [];
  const all = patterns.find(({ text }) => /^\/?(?:\*\*\/)?\*{1,2}$/.test(text));
  return patterns.some(({ isNegated }) => isNegated) ? undefined : all;
}

/** The pattern that leaves nothing of the source; a folder may have files that a later pattern lets in again. */
function findPattern(
  { folder, ignoreFile }: BuildContext,
  path: string,
  tree: FileTree,
): IgnorePattern | undefined {
  if (path === '') return findPatternOfAll(ignoreFile);
  const place = joinPath(folder, path) ?? path;
  const prefix = folder === '' ? 0 : folder.length + 1;
  for (const file of tree.filesBelow(place)) {
    if (ignoreFile?.findMatch(file.slice(prefix)) === undefined) return undefined;
  }
  return ignoreFile?.findMatch(path);
}

export const noIgnoredCopySourcePage = definePage({
  rationale:
    'Files that match a pattern in `.dockerignore` are never sent to the builder. COPY then says that the file does not exist although it lies right there.',
  references: ['https://docs.docker.com/reference/build-checks/copy-ignored-file/'],
  bad: [
    {
      title: 'A configuration file behind a pattern',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY params.yaml train.py ./
`,
        '.dockerignore': '*.yaml\n',
        'params.yaml': 'epochs: 10\n',
        'train.py': '',
      },
    },
  ],
  good: [
    {
      title: 'An exception that lets it in',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY params.yaml train.py ./
`,
        '.dockerignore': '*.yaml\n!params.yaml\n',
        'params.yaml': 'epochs: 10\n',
        'train.py': '',
      },
    },
  ],
});
