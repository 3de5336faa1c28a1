import { formatSize } from './format-size.ts';
import { inEnglish, type Localize } from './localize.ts';
import { noticeRow } from './notices.ts';
import { plainText } from './plain-text.ts';
import { treeCommands } from './tree-commands.data.ts';
import type { ViewNode } from './view-node.ts';
import type { VolumeFile, VolumeListing } from './volume-files.ts';

/** The rows of a volume's root; folders hold theirs, since one reading brought them all. */
export function volumeFileRows(
  volume: string,
  listing: VolumeListing,
  localize: Localize = inEnglish,
): readonly ViewNode[] {
  const byFolder = new Map<string, VolumeFile[]>();
  for (const file of withParents(listing.files)) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    const siblings = byFolder.get(folder) ?? [];
    siblings.push(file);
    byFolder.set(folder, siblings);
  }
  const rowsOf = (folder: string): readonly ViewNode[] =>
    [...(byFolder.get(folder) ?? [])]
      .sort(foldersFirst)
      .map((file) => fileRow(volume, file, rowsOf));
  const rows = rowsOf('');
  const cut = noticeRow({
    id: `volume:${volume}:cut`,
    context: 'cut',
    label: localize('There is more: the listing stopped at its limit'),
  });
  const empty = noticeRow({
    id: `volume:${volume}:empty`,
    context: 'empty',
    label: localize('Empty'),
  });
  return [...(rows.length === 0 ? [empty] : rows), ...(listing.isCut ? [cut] : [])];
}

function fileRow(
  volume: string,
  file: VolumeFile,
  rowsOf: (folder: string) => readonly ViewNode[],
): ViewNode {
  const isFolder = file.type === 'directory';
  const isLink = file.type === 'link';
  const detail = isLink ? `→ ${plainText(file.linkTarget)}` : isFolder ? '' : formatSize(file.size);
  const time = file.modified > 0 ? new Date(file.modified).toISOString() : '';
  return {
    id: `volume:${volume}:file:${file.path}`,
    kind: isFolder ? 'volumeFolder' : 'volumeFile',
    label: plainText(file.name),
    ...(detail === '' ? {} : { detail }),
    tooltip: [plainText(file.path, 1000), detail, time].filter(Boolean).join('\n'),
    icon: isFolder ? 'folder' : isLink ? 'file-symlink-file' : 'file',
    context: [isFolder ? 'volumeFolder' : 'volumeFile', file.type],
    target: { kind: 'volumeFile', volume, path: file.path },
    ...(file.type === 'file' ? { command: treeCommands.openVolumeFile } : {}),
    ...(isFolder ? { children: () => Promise.resolve(rowsOf(file.path)) } : {}),
  };
}

/** A damaged or odd archive may name a file before, or without, its folder. */
function withParents(files: readonly VolumeFile[]): readonly VolumeFile[] {
  const byPath = new Map<string, VolumeFile>();
  for (const file of files) {
    const parts = file.path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/');
      if (!byPath.has(path)) byPath.set(path, impliedFolder(path, parts[depth - 1] ?? ''));
    }
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}

function impliedFolder(path: string, name: string): VolumeFile {
  return {
    path,
    name,
    type: 'directory',
    size: 0,
    modified: 0,
    permissions: 0o755,
    linkTarget: '',
  };
}

function foldersFirst(left: VolumeFile, right: VolumeFile): number {
  const order = Number(right.type === 'directory') - Number(left.type === 'directory');
  return order || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);
}
