import type { Format } from './compose-schema.ts';

/** Texts that Compose parses further, accepted and refused like it does. */
export const durationFormat: Format = {
  words: 'a duration such as "30s" or "1m30s"',
  accepts: (text) => /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/.test(text),
};

export const sizeFormat: Format = {
  words: 'a size such as "512m" or "2g"',
  accepts: (text) => /^[-+]?\d+(?:\.\d*)? ?(?:[kmgtp]i?)?b?$/i.test(text),
};

export const booleanFormat: Format = {
  words: '"true" or "false"',
  accepts: (text) => /^(?:true|false|yes|no|on|off|y|n)$/i.test(text),
};

export const integerFormat: Format = {
  words: 'a whole number',
  accepts: (text) => /^[-+]?\d+$/.test(text),
};

export const countFormat: Format = {
  words: 'a number or "all"',
  accepts: (text) => text === 'all' || /^[-+]?\d+$/.test(text),
};

export const numberFormat: Format = {
  words: 'a number',
  accepts: (text) =>
    /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) || /^[-+]?(?:inf|nan)/i.test(text),
};

export const commandFormat: Format = {
  words: 'a command line: a quote is not closed',
  accepts: hasClosedQuotes,
};

export const addressFormat: Format = {
  words: 'an IP address',
  accepts: isAddress,
};

export const portFormat: Format = {
  words: 'a port such as "8080:80"',
  accepts: isPort,
};

export const volumeFormat: Format = {
  words: 'a volume such as "./data:/data:ro"',
  accepts: isVolume,
};

export const deviceFormat: Format = {
  words: 'a device such as "/dev/video0:/dev/video0:rwm"',
  accepts: (text) => text.split(':').length <= 3,
};

export const hostFormat: Format = {
  words: 'a host such as "name=10.0.0.1"',
  accepts: (text) => /^[^=:]+[=:]./.test(text),
};

/** The pattern is looked for anywhere in the text, as Compose does. */
export function containing(pattern: RegExp, words: string): Format {
  return { words, accepts: (text) => pattern.test(text) };
}

function hasClosedQuotes(text: string): boolean {
  let open = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\' && open !== "'") at += 1;
    else if (open === '' && (char === '"' || char === "'")) open = char;
    else if (char === open) open = '';
  }
  return open === '';
}

function isAddress(text: string): boolean {
  return isAddress4(text) || isAddress6(text);
}

function isAddress4(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 &&
    parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  );
}

function isAddress6(text: string): boolean {
  return text.includes(':') && /^[\da-f:]+(?:\d+\.\d+\.\d+\.\d+)?(?:%\w+)?$/i.test(text);
}

function isPort(text: string): boolean {
  const match = /^(?:(?:(\[[^\]]*\]|[^:[\]]*):)?([^:]*):)?([^:/]+)(?:\/([^/]*))?$/.exec(text);
  if (match === null) return false;
  const [, address = '', host = '', target = '', protocol = 'tcp'] = match;
  const ip = address.replace(/^\[(.*)\]$/, '$1');
  if (ip !== '' && !isAddress(ip)) return false;
  if (!/^(?:tcp|udp|sctp|)$/i.test(protocol)) return false;
  const inside = readRange(target);
  const outside = host === '' ? undefined : readRange(host);
  if (inside === undefined || (host !== '' && outside === undefined)) return false;
  if (/^0+(?:$|-)/.test(target)) return false;
  if (outside === undefined) return true;
  return inside === 1 || inside === outside;
}

/** How many ports a range has; undefined for what is none. */
function readRange(text: string): number | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65_535 ? last - first + 1 : undefined;
}

function isVolume(text: string): boolean {
  if (text === '') return false;
  if (text.length <= 2) return true;
  const sections: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && text[at] !== ':') continue;
    const section = text.slice(start, at);
    // A letter before a colon is taken for a Windows drive.
    if (at < text.length && /^[A-Za-z]$/.test(section)) continue;
    sections.push(section);
    start = at + 1;
  }
  return sections.length <= 3 && sections.every((section) => section !== '');
}
