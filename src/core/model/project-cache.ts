/** Remembers what was parsed from a text, so that only files that changed are parsed again. */
export interface ProjectCache {
  /** The value made from this very text before, else a new one. One value per kind and path is kept. */
  read<T>(kind: CacheKind<T>, path: string, text: string): T;
  /** Forgets the files that are not there any more, or whose text is not. */
  keep(files: ReadonlyMap<string, string | undefined>): void;
}

/** A way to parse; its identity is the key, so it has to be a constant. */
export interface CacheKind<T> {
  parse(path: string, text: string): T;
}

/** Forget the cache when its project root is closed: it holds a value for each file that was read. */
export function createProjectCache(): ProjectCache {
  const kinds = new Map<CacheKind<unknown>, Map<string, Parsed>>();
  return {
    read<T>(kind: CacheKind<T>, path: string, text: string): T {
      const known = kinds.get(kind)?.get(path);
      if (known?.text === text) return known.value as T;
      const value = kind.parse(path, text);
      const parsed = kinds.get(kind) ?? new Map<string, Parsed>();
      parsed.set(path, { text, value });
      kinds.set(kind, parsed);
      return value;
    },
    keep(files) {
      for (const parsed of kinds.values()) {
        for (const path of parsed.keys()) if (files.get(path) === undefined) parsed.delete(path);
      }
    },
  };
}

interface Parsed {
  readonly text: string;
  readonly value: unknown;
}
