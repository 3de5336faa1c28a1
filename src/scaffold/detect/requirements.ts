import { folderOf, joinPath, relativeTo } from '../../core/base/project-path.ts';
import type { FileTexts } from './file-texts.ts';

export interface RequirementFiles {
  /** The file itself and all that it includes, relative to the code folder. */
  readonly files: readonly string[];
  readonly needsCode: boolean;
}

/** Follows `-r` and `-c` lines, since all of the files have to be there when the first is installed. */
export function readRequirements(files: FileTexts, path: string, folder: string): RequirementFiles {
  const found: string[] = [];
  let needsCode = false;
  const visit = (file: string): void => {
    if (found.includes(file)) return;
    found.push(file);
    for (const line of (files.textOf(file) ?? '').split(/\r?\n/)) {
      const include = /^\s*(?:-r|--requirement|-c|--constraint)[\s=]+(\S+)/.exec(line)?.[1];
      if (include !== undefined) {
        const target = joinPath(folderOf(file), include);
        if (target !== undefined && files.paths.has(target) && isBelow(folder, target))
          visit(target);
        else needsCode = true;
      } else if (/^\s*(?:-e|--editable)?[\s=]*\.{1,2}(?:$|[\s/[])/.test(line)) {
        needsCode = true;
      }
    }
  };
  visit(path);
  return { files: found.map((file) => relativeTo(folder, file) ?? file), needsCode };
}

function isBelow(folder: string, path: string): boolean {
  return relativeTo(folder, path) !== undefined;
}
