/** Paths and texts of a project, as detection looks at them. */
export interface FileTexts {
  readonly paths: ReadonlySet<string>;
  /** Undefined for a file that is not there or was not read. */
  textOf(path: string): string | undefined;
}

/** The path of a name inside a folder of the project; '' is the root, and also the folder itself. */
export function pathIn(folder: string, name: string): string {
  if (folder === '') return name;
  return name === '' ? folder : `${folder}/${name}`;
}
