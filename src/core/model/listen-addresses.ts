import { joinPath, relativeTo } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import type { Project, Service } from './project.ts';
import { findServiceStage } from './started-commands.ts';

/** An address that a program of a service connects to. */
export interface Address {
  readonly host: string;
  readonly port: number | undefined;
  readonly at: Span;
}

/** What a configuration is for, with the files and the places in them that name other services. */
interface Reader {
  readonly image: RegExp;
  readonly file: RegExp;
  readonly pattern: RegExp;
}

/** Scrape targets, upstreams and data sources of a configuration that a service mounts, or that its image holds. */
export function* findConfiguredAddresses(service: Service, project: Project): Generator<Address> {
  const { snapshot } = project;
  const image = service.image?.repository ?? findServiceStage(service)?.base?.repository ?? '';
  const reader = readers.find((one) => one.image.test(image));
  if (reader === undefined) return;
  const places = [...service.mounts.map(({ sourcePath }) => sourcePath), ...findCopied(service)];
  for (const [file, text] of snapshot.files) {
    const isUsed = places.some(
      (place) => place !== undefined && relativeTo(place, file) !== undefined && place !== '',
    );
    if (text === undefined || !isUsed || !reader.file.test(file)) continue;
    const upstreams = new Set(
      [...text.matchAll(/^\s*upstream\s+([\w.-]+)/gm)].map(([, name]) => name),
    );
    for (const match of text.matchAll(reader.pattern)) {
      const host = match.groups?.['host'] ?? '';
      if (upstreams.has(host)) continue;
      const start = match.index + match[0].lastIndexOf(host);
      const port = match.groups?.['port'];
      const at = { file, start, end: start + host.length };
      yield { host, port: port === undefined ? undefined : Number(port), at };
    }
  }
}

/** Sources of the COPYs of a service's stage, as paths of the project. */
function findCopied(service: Service): readonly (string | undefined)[] {
  const { context } = service.build ?? {};
  if (context === undefined) return [];
  const copies = findServiceStage(service)?.instructions.flatMap(({ copy }) => copy ?? []) ?? [];
  return copies
    .filter(({ from }) => from === undefined)
    .flatMap(({ sources }) =>
      sources.map(({ text }) => joinPath(context, text.replace(/^\/+/, ''))),
    );
}

/** `"name:port"` behind `targets:`; other keys have other quoted texts of that form. */
const targetPattern =
  /(?<=^[^#\n]*targets:[^#\n]*|^\s*-\s*)["']?(?<![\w.-])(?<host>[A-Za-z][\w-]*):(?<port>\d{2,5})\b["']?(?=\s*[,\]#]|\s*$)/gm;

const proxyPattern =
  /^[^#\n]*?\b(?:(?:proxy_pass|grpc_pass)\s+https?:\/\/|fastcgi_pass\s+|uwsgi_pass\s+|server\s+)(?<host>[A-Za-z][\w-]*)(?::(?<port>\d+))?(?=[/;\s])/gm;

const sourcePattern = /^\s*url:\s*["']?https?:\/\/(?<host>[A-Za-z][\w-]*):(?<port>\d{2,5})\b/gm;

const readers: readonly Reader[] = [
  { image: /(?:^|\/)prometheus$/, file: /\.ya?ml$/, pattern: targetPattern },
  {
    image: /(?:^|\/)(?:nginx|nginx-unprivileged|openresty)$/,
    file: /\.conf(?:\.template)?$/,
    pattern: proxyPattern,
  },
  {
    image: /(?:^|\/)grafana(?:-oss|-enterprise)?$/,
    file: /datasources?[^/]*\/?[^/]*\.ya?ml$/,
    pattern: sourcePattern,
  },
];

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
