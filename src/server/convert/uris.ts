import { fileURLToPath, pathToFileURL } from 'node:url';

/** The absolute path of a `file:` URI; undefined for everything else. */
export function findPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A host part or an escaped slash: there is no such path on this machine.
    return undefined;
  }
}

export function toUri(path: string): string {
  return pathToFileURL(path).href;
}
