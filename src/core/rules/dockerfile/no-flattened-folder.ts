import { joinPath, nameOf } from '../../base/project-path.ts';
import { findContextFolders } from '../../model/context-folders.ts';
import { findCopySources, type CopySource } from '../../model/copy-sources.ts';
import type { FileTree } from '../../model/file-tree.ts';
import type { BuildContext } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noFlattenedFolder = defineRule({
  id: 'dockerfile/no-flattened-folder',
  summary: 'Disallow wildcards in COPY and ADD that match folders, which lose their names',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    flattened:
      'The wildcard copies what is in "{folder}", but not the folder itself: the files lose its name.',
  },
  on: {
    dockerfile(dockerfile, report, { project }) {
      const sources = findCopySources(dockerfile);
      if (!sources.some(isWildcard)) return;
      const tree = project.views.tree;
      const [context] = findContextFolders(dockerfile, sources, tree);
      if (context === undefined) return;
      for (const source of sources.filter(isWildcard)) {
        // With --parents folders keep their names.
        const { flags } = source.item.instruction;
        if (source.isOutside || flags.some(({ name }) => name === 'parents')) continue;
        const folder = findFolder(source, context, tree);
        if (folder === undefined) continue;
        const { word } = source;
        const whole = /^(?:\.\/)?\*$/.test(word.text) ? '.' : undefined;
        const fixes =
          whole === undefined
            ? []
            : [
                {
                  title: 'Copy the whole folder',
                  kind: 'suggestion' as const,
                  edits: () => [replace(word.at, whole)],
                },
              ];
        report.flattened(word.at, { folder }, { fixes });
      }
    },
  },
});

/** `*` and the like in the last part only: what stands before is a plain folder. */
function isWildcard({ path }: CopySource): boolean {
  const name = nameOf(path);
  const folder = path.slice(0, -name.length);
  return name.includes('*') && !/[*?[\]]/.test(folder) && /^[\w.*-]+$/.test(name);
}

/** A folder with files that the wildcard takes. Hidden ones are there by accident. */
function findFolder(
  { path }: CopySource,
  { folder, ignoreFile }: Pick<BuildContext, 'folder' | 'ignoreFile'>,
  tree: FileTree,
): string | undefined {
  const name = nameOf(path);
  const parent = path.slice(0, -name.length).replace(/\/$/, '');
  const at = joinPath(folder, parent) ?? '';
  const pattern = new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  return [...tree.namesIn(at)].find((child) => {
    const place = at === '' ? child : `${at}/${child}`;
    if (child.startsWith('.') || !pattern.test(child) || !tree.isFolder(place)) return false;
    return [...tree.filesBelow(place)].some((file) => {
      const inContext = folder === '' ? file : file.slice(folder.length + 1);
      return ignoreFile?.findMatch(inContext) === undefined;
    });
  });
}

export const noFlattenedFolderPage = definePage({
  rationale:
    'COPY takes what is in a folder, not the folder itself. `COPY ./* /app/` therefore puts the files of every folder side by side into `/app`: `src/model/net.py` becomes `/app/model/net.py`, imports fail, and files of one name overwrite each other. `COPY . /app/` keeps the tree.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  bad: [
    {
      title: 'All that is here',
      files: {
        Dockerfile: 'FROM debian:12\nWORKDIR /srv\nCOPY ./* ./\n',
        'run.sh': '',
        'tides/fit.py': '',
      },
      fixed: {
        Dockerfile: 'FROM debian:12\nWORKDIR /srv\nCOPY . ./\n',
        'run.sh': '',
        'tides/fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'Files only, or the tree',
      files: {
        Dockerfile: 'FROM debian:12\nWORKDIR /srv\nCOPY *.sh ./\nCOPY tides ./tides\n',
        'run.sh': '',
        'tides/fit.py': '',
      },
    },
  ],
});
