import type { Span } from '../base/span.ts';
import type { PythonFacts, PythonText } from '../syntax/python-scan-tree.ts';
import { isClientLoopback, parseUrlAddress, schemePorts } from './service-address.ts';
import { findUsualPort, hostName, toPortName } from './service-addresses.ts';

/** An address that Python code connects to. */
interface CodeAddress {
  readonly host: string;
  readonly port: number | undefined;
  /** Where host or URL is written. */
  readonly at: Span;
  /** The environment variable that decides; the address is its default then. */
  readonly variable: string | undefined;
}

/** Addresses of clients, and defaults of variables that hold one. */
export function findCodeAddresses(facts: PythonFacts): readonly CodeAddress[] {
  const found = new Map<string, CodeAddress>();
  const add = (address: CodeAddress | undefined): void => {
    if (address === undefined) return;
    const key = address.variable ?? String(address.at.start);
    const known = found.get(key);
    // The default is where the variable is read; the port may be known only where it is used.
    if (known === undefined) found.set(key, address);
    else if (known.port === undefined) found.set(key, { ...known, port: address.port });
  };
  for (const { name, fallback } of facts.environment) {
    if (fallback?.text === undefined || !fallback.isKnown) continue;
    const address = readUrl({ ...fallback, variable: name }, undefined);
    if (address !== undefined) add(address);
    else if (hostName.test(name) && isClientLoopback(fallback.text)) {
      add({
        host: fallback.text,
        port: findPortBeside(name, facts),
        at: fallback.at,
        variable: name,
      });
    }
  }
  for (const { url, host, port, defaultPort, defaultHost, at } of facts.connections) {
    if (url?.text !== undefined && !url.text.startsWith('{')) add(readUrl(url, defaultPort));
    else if (host?.text !== undefined && !host.text.startsWith('{')) {
      const { variable } = host;
      add({ host: host.text, port: readPort(port, defaultPort), at: host.at, variable });
    } else if (url === undefined && host === undefined && defaultHost !== undefined) {
      add({ host: defaultHost, port: readPort(port, defaultPort), at, variable: undefined });
    }
  }
  return [...found.values()];
}

function readUrl(
  { text, at, variable }: PythonText,
  defaultPort: number | undefined,
): CodeAddress | undefined {
  const address = text === undefined ? undefined : parseUrlAddress(text);
  if (address === undefined || address.host.includes('{')) return undefined;
  const { host, scheme } = address;
  return { host, port: address.port ?? schemePorts.get(scheme) ?? defaultPort, at, variable };
}

function readPort(
  port: PythonText | undefined,
  defaultPort: number | undefined,
): number | undefined {
  if (port === undefined) return defaultPort;
  return port.text !== undefined && /^\d+$/.test(port.text) ? Number(port.text) : undefined;
}

/** The default of `DB_PORT` beside `DB_HOST`. */
function findPortBeside(name: string, { environment }: PythonFacts): number | undefined {
  const text = environment.find((item) => item.name === toPortName(name))?.fallback?.text;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : findUsualPort(name);
}
