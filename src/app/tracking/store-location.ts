import type { StoreLocation } from '../../ports/tracking-store.ts';

/**
 * Understands what people and `MLFLOW_TRACKING_URI` call a store: `http://…`, `sqlite:///…`, `file:…`, `volume:NAME/…`,
 * `container:NAME:/…` or a plain path. Relative paths count from `folder`, an absolute path of this machine.
 */
export function parseStoreLocation(text: string, folder: string): StoreLocation {
  const scheme = /^([a-z][a-z0-9+-]+):/iu.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return { kind: 'path', path: resolvePath(folder, text) };
  const rest = text.slice(scheme.length + 1);
  switch (scheme) {
    case 'http':
    case 'https':
      return toServer(text);
    case 'sqlite':
      // SQLAlchemy: three slashes before a relative path, four before an absolute one.
      return toPathLocation(
        folder,
        rest.replace(/^\/\/(?:\/|$)/u, '').replace(/\?.*$/u, ''),
        scheme,
      );
    case 'file':
      return toPathLocation(folder, fromFileUrl(rest), scheme);
    case 'volume':
      return toVolume(rest);
    case 'container':
      return toContainer(rest);
    default:
      return { kind: 'unsupported', scheme };
  }
}

/** One text for one place, to tell stores apart. */
export function toStoreId(location: StoreLocation): string {
  switch (location.kind) {
    case 'server':
      return location.url.replace(/\/+$/u, '');
    case 'path':
      return location.path;
    case 'volume':
      return `volume:${location.name}/${location.path}`;
    case 'container':
      return `container:${location.container}:${location.path}`;
    default:
      return `${location.scheme}:`;
  }
}

function toServer(text: string): StoreLocation {
  const url = URL.parse(text);
  if (url === null || url.hostname === '') return { kind: 'unsupported', scheme: 'http' };
  // A password in an address would end up in rows and logs.
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return { kind: 'server', url: url.href };
}

function toPathLocation(folder: string, path: string, scheme: string): StoreLocation {
  return path === '' || path === ':memory:'
    ? { kind: 'unsupported', scheme }
    : { kind: 'path', path: resolvePath(folder, path) };
}

/** `file:///a`, `file:a` and `file:./a`; a host would be another machine. */
function fromFileUrl(rest: string): string {
  const path = rest.replace(/^\/\/(?:localhost)?(?=\/|$)/u, '').replace(/^\/(?=[a-z]:)/iu, '');
  try {
    return decodeURIComponent(path);
  } catch {
    // A path with a bare percent sign was never encoded.
    return path;
  }
}

function toVolume(rest: string): StoreLocation {
  const [name = '', ...path] = rest.split('/');
  if (name === '') return { kind: 'unsupported', scheme: 'volume' };
  return { kind: 'volume', name, path: path.join('/') };
}

function toContainer(rest: string): StoreLocation {
  const colon = rest.indexOf(':');
  const path = rest.slice(colon + 1);
  if (colon < 1 || !path.startsWith('/')) return { kind: 'unsupported', scheme: 'container' };
  return { kind: 'container', container: rest.slice(0, colon), path };
}

/** Joins by `/`, which Windows understands too, and takes `.` and `..` out. */
function resolvePath(folder: string, path: string): string {
  const isAbsolute = /^(?:[\\/]|[a-z]:[\\/])/iu.test(path);
  const whole = isAbsolute ? path : `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split(/[\\/]/u)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join('/');
}
