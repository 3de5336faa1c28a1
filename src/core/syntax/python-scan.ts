import { readPythonLines, type PythonLines } from './python-scan-lines.ts';
import {
  findApp,
  findConnection,
  findEnvironmentRead,
  findEnvironmentWrite,
  findMlflowCall,
  findServerStart,
} from './python-scan-facts.ts';
import { PythonNames } from './python-scan-names.ts';
import { findRouterMount, findRoutes } from './python-scan-routes.ts';
import type {
  EnvironmentRead,
  EnvironmentWrite,
  PathLiteral,
  PythonCall,
  PythonFacts,
  PythonValue,
} from './python-scan-tree.ts';

/** Scans a Python file without running it. Any text gives facts; what is odd is passed over. */
export function scanPython(file: string, text: string): PythonFacts {
  const lines = readPythonLines(file, text);
  const names = new PythonNames(lines);
  for (const call of lines.calls) call.name = names.findName(call.callee) ?? '';
  const calls: readonly PythonCall[] = lines.calls;
  const walk = walkValues(lines, names);
  return {
    file,
    imports: lines.imports,
    calls,
    environment: walk.environment,
    environmentWrites: [
      ...findAssignedEnvironment(lines, names),
      ...pick(calls, (call) => findEnvironmentWrite(call, names)),
    ],
    connections: pick(calls, (call) => findConnection(call, names)),
    mlflow: pick(calls, (call) => findMlflowCall(call, names)),
    servers: pick(calls, (call) => findServerStart(call, names)),
    apps: pick(lines.assignments, (assignment) => findApp(assignment, names)),
    routes: findRoutes(lines, names),
    routers: pick(calls, (call) => findRouterMount(call, names)),
    paths: walk.paths,
    names: lines.topLevelNames,
    hasMainGuard: lines.hasMainGuard,
  };
}

function pick<From, To>(
  items: readonly From[],
  find: (item: From) => To | undefined,
): readonly To[] {
  return items.flatMap((item) => find(item) ?? []);
}

function findAssignedEnvironment(lines: PythonLines, names: PythonNames): EnvironmentWrite[] {
  const writes: EnvironmentWrite[] = [];
  for (const { target, targetAt, value } of lines.assignments) {
    const [, base, name] = /^([\w.]+)\[(.*)\]$/s.exec(target) ?? [];
    if (base === undefined || name === undefined) continue;
    const at = value.at;
    if (names.findName({ kind: 'name', path: base, at }) !== 'os.environ') continue;
    writes.push({ name, nameAt: targetAt, value: names.readText(value), isForced: true });
  }
  return writes;
}

interface Walk {
  readonly environment: readonly EnvironmentRead[];
  readonly paths: readonly PathLiteral[];
}

/** Looks at every value of the file once. */
function walkValues({ values, assignments }: PythonLines, names: PythonNames): Walk {
  const environment: EnvironmentRead[] = [];
  const paths: PathLiteral[] = [];
  const written = new Set(assignments.map(({ targetAt }) => targetAt.start));
  const visit = (
    value: PythonValue,
    call: string | undefined,
    or: PythonValue | undefined,
  ): void => {
    const { kind } = value;
    if (kind === 'name' || kind === 'number') return;
    if (kind === 'text') {
      if (!value.isBytes && isPath(value.text))
        paths.push({ text: value.text, at: value.at, call });
      return;
    }
    if (kind === 'call' || (kind === 'subscript' && !isWritten(value, written))) {
      const read = findEnvironmentRead(value, names);
      if (read !== undefined) environment.push(withFallback(read, or, names));
    }
    // In `os.getenv("A") or "b"` the second operand is the default.
    const fallback =
      kind === 'operation' && value.operators[0] === 'or' ? value.operands[1] : undefined;
    for (const [index, child] of childrenOf(value).entries()) {
      visit(child, kind === 'call' ? value.name : call, index === 0 ? fallback : undefined);
    }
  };
  for (const value of values) visit(value, undefined, undefined);
  return { environment, paths };
}

function isWritten(
  { index }: Extract<PythonValue, { kind: 'subscript' }>,
  written: ReadonlySet<number>,
): boolean {
  return index?.kind === 'text' && written.has(index.bodyAt.start);
}

function withFallback(
  read: EnvironmentRead,
  fallback: PythonValue | undefined,
  names: PythonNames,
): EnvironmentRead {
  if (fallback === undefined || read.fallback !== undefined) return read;
  return { ...read, fallback: names.readText(fallback) };
}

function childrenOf(value: PythonValue): readonly PythonValue[] {
  switch (value.kind) {
    case 'call':
      return [value.callee, ...value.args, ...value.keywords.map((keyword) => keyword.value)];
    case 'attribute':
      return [value.base];
    case 'subscript':
      return value.index === undefined ? [value.base] : [value.base, value.index];
    case 'list':
    case 'other':
      return value.items;
    case 'map':
      return value.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'operation':
      return value.operands;
    case 'template':
      return value.parts.filter((part) => typeof part !== 'string');
    default:
      return [];
  }
}

/** One word with a slash or a file's ending, and nothing that says URL, route or pattern. */
function isPath(text: string): boolean {
  if (text.length < 3 || text.length > 200 || !/^[\w./~-]+$/.test(text)) return false;
  if (/^\.+$|^[\d./-]+$|\/\//.test(text)) return false;
  return /[^/]\/[^/]|^\/\w/.test(text) || fileEnding.test(text);
}

const fileEnding =
  /\.(?:csv|tsv|parquet|feather|arrow|jsonl?|ya?ml|toml|ini|cfg|conf|env|txt|md|html|pkl|pickle|joblib|onnx|pt|pth|ckpt|safetensors|h5|hdf5|keras|npy|npz|bin|model|sqlite3?|db|duckdb|zip|gz|tar|png|jpe?g|wav|py|sh|sql|log)$/i;
