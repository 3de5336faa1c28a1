import { resolveInImage } from './python-image-files.ts';

/** Where a URI of a backend store or of artifacts points. */
export type MlflowStore =
  | {
      readonly kind: 'files' | 'sqlite';
      /** Absolute in the container; undefined where the working directory is not known. */
      readonly path: string | undefined;
      /** As written, without scheme. */
      readonly written: string;
      readonly isRelative: boolean;
    }
  | { readonly kind: 'database'; readonly dialect: string; readonly driver: string | undefined }
  | { readonly kind: 'bucket'; readonly scheme: string; readonly bucket: string }
  | { readonly kind: 'proxy' }
  | { readonly kind: 'web' }
  /** A scheme of a plug-in, a database in memory, or nothing that can be read. */
  | { readonly kind: 'other' };

const dialects: ReadonlySet<string> = new Set(['postgresql', 'mysql', 'mariadb', 'mssql']);
const buckets: ReadonlySet<string> = new Set(['s3', 's3a', 'gs', 'wasb', 'wasbs', 'abfs', 'abfss']);

/** `workdir` is the server's, which relative paths start from. */
export function parseStore(uri: string, workdir: string | undefined): MlflowStore {
  const [, scheme = '', driver, rest = ''] =
    /^([a-z][a-z0-9]*)(?:\+(\w+))?:(.*)$/is.exec(uri) ?? [];
  const name = scheme.toLowerCase();
  if (scheme === '') return toFiles(uri, workdir, 'files');
  if (name === 'sqlite') {
    // Three slashes and a relative path, or four and an absolute one.
    const path = /^\/\/\/(.+)$/.exec(rest)?.[1];
    if (path === undefined || path.startsWith(':memory:')) return { kind: 'other' };
    return toFiles(path.replace(/\?.*$/, ''), workdir, 'sqlite');
  }
  if (name === 'file') {
    const path = rest.replace(/^\/\/(?:localhost)?(?=\/)/, '').replace(/^\/\/(?=\.)/, '');
    return path.startsWith('//') ? { kind: 'other' } : toFiles(path, workdir, 'files');
  }
  if (dialects.has(name)) return { kind: 'database', dialect: name, driver };
  if (buckets.has(name)) {
    return { kind: 'bucket', scheme: name, bucket: /^\/\/([^/]*)/.exec(rest)?.[1] ?? '' };
  }
  if (name === 'http' || name === 'https') {
    return uri.includes('/mlflow-artifacts') ? { kind: 'proxy' } : { kind: 'web' };
  }
  return { kind: 'other' };
}

function toFiles(path: string, workdir: string | undefined, kind: 'files' | 'sqlite'): MlflowStore {
  if (/^mlflow-artifacts:/i.test(path)) return { kind: 'proxy' };
  // Another scheme with a dash or a dot, or a drive letter.
  if (path === '' || /^[a-z][\w.+-]*:/i.test(path)) return { kind: 'other' };
  const isRelative = !path.startsWith('/');
  const isResolved = !isRelative || workdir !== undefined;
  return {
    kind,
    path: isResolved ? resolveInImage(workdir, path) : undefined,
    written: path,
    isRelative,
  };
}
