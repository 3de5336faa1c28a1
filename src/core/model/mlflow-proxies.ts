import type { Span } from '../base/span.ts';
import type { Service } from './project.ts';
import type { Snapshot } from './snapshot.ts';

/** A path of a web server that is passed on to a service as it is. */
export interface PassedPath {
  /** Without a slash at its end. */
  readonly path: string;
  readonly at: Span;
  readonly host: string;
}

/** A name by which an nginx calls a service, where it does not pass on the one that the browser used. */
export interface ProxiedHost {
  /** With the port, where one is written. */
  readonly host: string;
  readonly at: Span;
}

export function findProxiedHosts(service: Service, { files }: Snapshot): readonly ProxiedHost[] {
  if (!nginx.test(service.image?.repository ?? '')) return [];
  return service.mounts.flatMap(({ sourcePath: file }) => {
    const text = file === undefined ? undefined : files.get(file);
    if (file === undefined || text === undefined || !file.endsWith('.conf')) return [];
    if (/proxy_set_header\s+Host\b/i.test(text)) return [];
    return [...text.matchAll(/^[^#\n]*proxy_pass\s+https?:\/\/([\w.-]+(?::\d+)?)/gm)].map(
      (match) => {
        const host = match[1] ?? '';
        const start = match.index + match[0].length - host.length;
        return { host, at: { file, start, end: start + host.length } };
      },
    );
  });
}

const nginx = /(?:^|\/)nginx(?:-unprivileged)?$/;

/** The locations of the configurations that an nginx mounts, where their path is not taken away. */
export function findPassedPaths(service: Service, { files }: Snapshot): readonly PassedPath[] {
  if (!nginx.test(service.image?.repository ?? '')) return [];
  return service.mounts.flatMap(({ sourcePath: file }) => {
    const text = file === undefined ? undefined : files.get(file);
    if (file === undefined || text === undefined || !file.endsWith('.conf')) return [];
    return [...text.matchAll(locationPattern)].flatMap((match): PassedPath[] => {
      const { path = '', body = '' } = match.groups ?? {};
      // An address with a path takes the place of the location's; so does a rewrite.
      const host = /proxy_pass\s+https?:\/\/([\w.-]+)(?::\d+)?\s*;/.exec(body)?.[1];
      if (host === undefined || /\brewrite\b/.test(body)) return [];
      const start = match.index + match[0].indexOf(path);
      return [
        { path: path.replace(/\/$/, ''), at: { file, start, end: start + path.length }, host },
      ];
    });
  });
}

const locationPattern = /^[ \t]*location\s+(?:\^~\s+)?(?<path>\/[\w/-]+)\s*\{(?<body>[^{}]*)\}/gm;
