import type { Span } from '../base/span.ts';
import type { Project, Service } from './project.ts';

/** An address that a program of a service connects to. */
export interface Address {
  readonly host: string;
  readonly port: number | undefined;
  readonly at: Span;
}

/** Scrape targets and upstreams of a configuration that a service mounts. */
export function* findConfiguredAddresses(
  service: Service,
  { snapshot }: Project,
): Generator<Address> {
  const image = service.image?.repository ?? '';
  const isPrometheus = /(?:^|\/)prometheus$/.test(image);
  if (!isPrometheus && !/(?:^|\/)nginx(?:-unprivileged)?$/.test(image)) return;
  for (const { sourcePath } of service.mounts) {
    const file = sourcePath ?? '';
    const text = snapshot.files.get(file);
    const isWanted = isPrometheus ? /\.ya?ml$/.test(file) : file.endsWith('.conf');
    if (text === undefined || !isWanted) continue;
    const pattern = isPrometheus ? targetPattern : proxyPattern;
    const upstreams = new Set(
      [...text.matchAll(/^\s*upstream\s+([\w.-]+)/gm)].map(([, name]) => name),
    );
    for (const match of text.matchAll(pattern)) {
      const host = match.groups?.['host'] ?? '';
      if (upstreams.has(host)) continue;
      const start = match.index + match[0].lastIndexOf(host);
      const port = match.groups?.['port'];
      const at = { file, start, end: start + host.length };
      yield { host, port: port === undefined ? undefined : Number(port), at };
    }
  }
}

/** `"name:port"` behind `targets:`; other keys have other quoted texts of that form. */
const targetPattern =
  /(?<=^[^#\n]*targets:[^#\n]*|^\s*-\s*)["']?(?<![\w.-])(?<host>[A-Za-z][\w-]*):(?<port>\d{2,5})\b["']?(?=\s*[,\]#]|\s*$)/gm;

const proxyPattern =
  /^[^#\n]*?\b(?:(?:proxy_pass|grpc_pass)\s+https?:\/\/|fastcgi_pass\s+|uwsgi_pass\s+|^\s*server\s+)(?<host>[A-Za-z][\w-]*)(?::(?<port>\d+))?(?=[/;\s])/gm;

/** What the `listen` lines of a configuration of nginx say. */
export function findConfiguredListens(
  path: string | undefined,
  { snapshot }: Project,
): readonly string[] {
  const files = [...snapshot.files].filter(
    ([file]) =>
      /\.conf(?:\.template)?$/.test(file) && (file === path || file.startsWith(`${path ?? '/'}/`)),
  );
  return files.flatMap(([, text]) =>
    [...(text ?? '').matchAll(/^\s*listen\s+([^;]+);/gm)].map(([, listen = '']) => listen),
  );
}
