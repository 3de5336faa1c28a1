import type { Span } from '../base/span.ts';
import {
  aliasCalls,
  appCalls,
  clientCalls,
  httpCallers,
  httpMethods,
  mlflowCalls,
  serverCalls,
  type Argument,
  type ClientCall,
} from './python-scan-calls.data.ts';
import type { Assignment } from './python-scan-lines.ts';
import { findFallback, isEnvironmentGetter, type PythonNames } from './python-scan-names.ts';
import type {
  ClientConnection,
  EnvironmentRead,
  EnvironmentWrite,
  MlflowCall,
  PythonCall,
  PythonText,
  PythonValue,
  ServerStart,
  WebApp,
} from './python-scan-tree.ts';

/** The connection that a call makes, where it is known to make one. */
export function findConnection(call: PythonCall, names: PythonNames): ClientConnection | undefined {
  const shape = clientCalls.get(call.name) ?? findHttpCall(call.name);
  if (shape === undefined) return undefined;
  const read = (argument: Argument | undefined): PythonText | undefined =>
    argument === undefined ? undefined : readArgument(call, argument, names);
  const url = read(shape.url);
  const host = read(shape.host);
  const isGiven = url !== undefined || host !== undefined || call.hasSpread;
  return {
    client: call.name,
    url,
    host,
    port: read(shape.port),
    defaultHost: isGiven ? undefined : shape.defaultHost,
    defaultPort: shape.defaultPort,
    at: call.at,
  };
}

function findHttpCall(name: string): ClientCall | undefined {
  const dot = name.lastIndexOf('.');
  const method = name.slice(dot + 1);
  if (!httpCallers.has(name.slice(0, dot))) return undefined;
  if (httpMethods.has(method)) return { url: { index: 0, names: ['url'] } };
  return method === 'request' ? { url: { index: 1, names: ['url'] } } : undefined;
}

export function findMlflowCall(call: PythonCall, names: PythonNames): MlflowCall | undefined {
  if (!call.name.startsWith('mlflow.')) return undefined;
  const last = call.name.slice(call.name.lastIndexOf('.') + 1);
  const shape = mlflowCalls.get(last);
  if (shape === undefined) return undefined;
  const values = new Map<string, PythonText>();
  for (const [key, argument] of Object.entries(shape.values)) {
    if (key === 'alias' && !aliasCalls.has(last)) continue;
    const text = readArgument(call, argument, names);
    if (text !== undefined) values.set(key, text);
  }
  return { action: shape.action, name: call.name, at: call.at, values };
}

export function findServerStart(call: PythonCall, names: PythonNames): ServerStart | undefined {
  const shape = serverCalls.get(call.name);
  if (shape === undefined) return undefined;
  const target = shape.target === undefined ? undefined : readArgument(call, shape.target, names);
  return {
    server: shape.server,
    host: readArgument(call, shape.host, names),
    port: readArgument(call, shape.port, names),
    defaultHost: shape.defaultHost,
    defaultPort: shape.defaultPort,
    target: target?.text === undefined ? undefined : target,
    at: call.at,
  };
}

/** `app = FastAPI()` and its like. */
export function findApp(
  { target, targetAt, value }: Assignment,
  names: PythonNames,
): WebApp | undefined {
  if (value.kind !== 'call' || !appCalls.has(value.name)) return undefined;
  const prefix = appCalls.get(value.name);
  return {
    framework: value.name,
    name: target,
    at: targetAt,
    prefix: prefix === undefined ? undefined : readArgument(value, prefix, names),
  };
}

export function findEnvironmentRead(
  value: PythonValue,
  names: PythonNames,
): EnvironmentRead | undefined {
  if (value.kind === 'subscript') {
    const { index, base, at } = value;
    if (index?.kind !== 'text' || names.findName(base) !== 'os.environ') return undefined;
    return { name: index.text, nameAt: toNameAt(index), at, fallback: undefined, isRequired: true };
  }
  if (value.kind !== 'call' || !isEnvironmentGetter(value.name)) return undefined;
  const [first] = value.args;
  if (first?.kind !== 'text') return undefined;
  const fallback = findFallback(value);
  const hasDefault = value.args.length > 1 || value.keywords.some(({ name }) => name === 'default');
  return {
    name: first.text,
    nameAt: toNameAt(first),
    at: value.at,
    fallback: fallback === undefined ? undefined : names.readText(fallback),
    isRequired: !hasDefault && (value.name.endsWith('.pop') || value.name === 'decouple.config'),
  };
}

/** `os.environ["A"] = "b"`, `os.environ.setdefault("A", "b")`. */
export function findEnvironmentWrite(
  call: PythonCall,
  names: PythonNames,
): EnvironmentWrite | undefined {
  const [first, second] = call.args;
  if (call.name !== 'os.environ.setdefault' || first?.kind !== 'text') return undefined;
  const value = names.readText(second ?? first);
  return { name: first.text, nameAt: toNameAt(first), value, isForced: false };
}

function toNameAt({ bodyAt }: Extract<PythonValue, { kind: 'text' }>): Span {
  return bodyAt;
}

/** An argument as text; undefined where it is not given, or given as `None`. */
export function readArgument(
  { args, keywords }: PythonCall,
  { index, names: wanted }: Argument,
  names: PythonNames,
): PythonText | undefined {
  const keyword = keywords.find(({ name }) => wanted.includes(name))?.value;
  let value = keyword ?? (index === undefined ? undefined : args[index]);
  // Clients that take several hosts are read by their first one.
  if (value?.kind === 'list') value = value.items[0];
  if (value === undefined || (value.kind === 'name' && value.path === 'None')) return undefined;
  return names.readText(value);
}
