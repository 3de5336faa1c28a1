import type { Value } from '../syntax/value.ts';
import type { PortRange, PublishedPort } from './project.ts';
import { findValue, hasUnknown } from './service-context.ts';
import type { ServiceContext } from './service-context.ts';

/** `ports:` in short (`127.0.0.1:8080:80/tcp`) and long form. */
export function readPorts(value: Value | undefined, context: ServiceContext): PublishedPort[] {
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => readPort(item, context) ?? []);
}

function readPort(item: Value, context: ServiceContext): PublishedPort | undefined {
  if (item.kind === 'scalar') {
    if (item.data === null) return undefined;
    return { at: item.at, ...parseShortPort(context.mask(item)) };
  }
  if (item.kind !== 'map') return undefined;
  const text = (key: string): string => {
    const found = findValue(item, key);
    return found?.kind === 'scalar' ? context.mask(found) : '';
  };
  return {
    at: item.at,
    hostIp: knownText(text('host_ip')),
    published: parseRange(text('published')),
    target: parseRange(text('target')),
    protocol: text('protocol').toLowerCase() === 'udp' ? 'udp' : 'tcp',
  };
}

/** `[[IP:]PUBLISHED:]TARGET[/PROTOCOL]`, where an IPv6 address may stand in brackets. */
function parseShortPort(text: string): Omit<PublishedPort, 'at'> {
  const slash = text.lastIndexOf('/');
  const protocol = slash < 0 ? '' : text.slice(slash + 1).toLowerCase();
  const rest = slash < 0 ? text : text.slice(0, slash);
  const lastColon = rest.lastIndexOf(':');
  const host = lastColon < 0 ? '' : rest.slice(0, lastColon);
  const ipEnd = host.lastIndexOf(':');
  const ip = ipEnd < 0 ? '' : host.slice(0, ipEnd).replace(/^\[(.*)\]$/, '$1');
  return {
    hostIp: knownText(ip),
    published: parseRange(host.slice(ipEnd + 1)),
    target: parseRange(rest.slice(lastColon + 1)),
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
  };
}

function knownText(text: string): string | undefined {
  return text === '' || hasUnknown(text) ? undefined : text;
}

function parseRange(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const first = Number(match[1]);
  return { first, last: match[2] === undefined ? first : Number(match[2]) };
}
