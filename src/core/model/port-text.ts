/** The parts of a short port, as written. */
export interface PortText {
  /** '' where none is given; an IPv6 address without its brackets. */
  readonly hostIp: string;
  readonly published: string;
  readonly target: string;
  /** Lower case, `tcp` where none is given. */
  readonly protocol: string;
}

/** `[[IP:]PUBLISHED:]TARGET[/PROTOCOL]`, where an IPv6 address may stand in brackets. */
export function parsePortText(text: string): PortText {
  const slash = text.lastIndexOf('/');
  const rest = slash < 0 ? text : text.slice(0, slash);
  const lastColon = rest.lastIndexOf(':');
  const host = lastColon < 0 ? '' : rest.slice(0, lastColon);
  const ipEnd = host.lastIndexOf(':');
  return {
    hostIp: ipEnd < 0 ? '' : host.slice(0, ipEnd).replace(/^\[(.*)\]$/, '$1'),
    published: host.slice(ipEnd + 1),
    target: rest.slice(lastColon + 1),
    protocol: slash < 0 ? 'tcp' : text.slice(slash + 1).toLowerCase(),
  };
}
