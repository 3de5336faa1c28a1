import type { Value } from '../syntax/value.ts';
import { parsePortText } from './port-text.ts';
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
    return { at: item.at, ...readShortPort(context.mask(item)) };
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

function readShortPort(text: string): Omit<PublishedPort, 'at'> {
  const { hostIp, published, target, protocol } = parsePortText(text);
  return {
    hostIp: knownText(hostIp),
    published: parseRange(published),
    target: parseRange(target),
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
