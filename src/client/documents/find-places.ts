/** A file of the workspace that a page names with its line. */
export interface NamedPlace {
  /** Half-open range of UTF-16 offsets in the page. */
  readonly start: number;
  readonly end: number;
  /** Relative to the workspace folder, with `/`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Places at the begin of a line or after "at". What leads out of the folder is none: logs are other people's text. */
export function findPlaces(page: string): readonly NamedPlace[] {
  const found = page.matchAll(/^ +(?:at )?((?![/.])[\w@+./-]+):(\d{1,7})(?=$| {2})/gm);
  return [...found].flatMap(({ index, 0: whole, 1: file = '', 2: line }) => {
    if (file.split('/').includes('..')) return [];
    const end = index + whole.length;
    return [{ start: end - `${file}:${line}`.length, end, file, line: Number(line) }];
  });
}
