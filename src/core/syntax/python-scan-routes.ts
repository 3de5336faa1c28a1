import { readArgument } from './python-scan-facts.ts';
import type { PythonLines } from './python-scan-lines.ts';
import type { PythonNames } from './python-scan-names.ts';
import type { PythonCall, PythonValue, RouterMount, WebRoute } from './python-scan-tree.ts';

/** Routes that decorators and `add_…_route` calls declare. */
export function findRoutes(
  { decorators, calls }: Pick<PythonLines, 'decorators' | 'calls'>,
  names: PythonNames,
): readonly WebRoute[] {
  const decorated = decorators.flatMap((value) =>
    value.kind === 'call' ? (toRoute(value, decoratorNames, names) ?? []) : [],
  );
  const added = calls.flatMap((call) => toRoute(call, addingNames, names) ?? []);
  return [...decorated, ...added].sort((a, b) => a.at.start - b.at.start);
}

export function findRouterMount(call: PythonCall, names: PythonNames): RouterMount | undefined {
  const place = splitCallee(call);
  const [first, second] = call.args;
  if (place === undefined) return undefined;
  switch (place.method) {
    case 'include_router':
    case 'register_blueprint': {
      const router = writtenName(first);
      const prefix = readArgument(call, { names: ['prefix', 'url_prefix'] }, names);
      if (router === undefined) return undefined;
      return { owner: place.owner, router, prefix, at: call.at };
    }
    case 'mount': {
      const router = writtenName(second?.kind === 'call' ? second.callee : second);
      const prefix = readArgument(call, { index: 0, names: ['path'] }, names);
      if (router === undefined || prefix === undefined) return undefined;
      return { owner: place.owner, router, prefix, at: call.at };
    }
    default:
      return undefined;
  }
}

/** Methods that the decorator's name gives; `*` where an argument or the framework decides. */
const decoratorNames: ReadonlyMap<string, string> = new Map([
  ['get', 'GET'],
  ['post', 'POST'],
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['delete', 'DELETE'],
  ['head', 'HEAD'],
  ['options', 'OPTIONS'],
  ['websocket', 'WEBSOCKET'],
  ['route', '*'],
  ['api_route', '*'],
]);
const addingNames: ReadonlyMap<string, string> = new Map([
  ['add_url_rule', '*'],
  ['add_api_route', '*'],
  ['add_route', '*'],
]);

function toRoute(
  call: PythonCall,
  known: ReadonlyMap<string, string>,
  names: PythonNames,
): WebRoute | undefined {
  const place = splitCallee(call);
  const method = place === undefined ? undefined : known.get(place.method);
  if (place === undefined || method === undefined) return undefined;
  const path = readArgument(call, { index: 0, names: ['path', 'rule'] }, names);
  // `@pytest.mark.get("x")` and the like are no routes.
  if (path?.text !== '' && path?.text?.startsWith('/') !== true) return undefined;
  const methods = method === '*' ? readMethods(call) : [method];
  return { owner: place.owner, path, methods, at: call.at };
}

function readMethods({ keywords }: PythonCall): readonly string[] {
  const value = keywords.find(({ name }) => name === 'methods')?.value;
  const items = value?.kind === 'list' ? value.items : [];
  return items.flatMap((item) => (item.kind === 'text' ? [item.text.toUpperCase()] : []));
}

function splitCallee({
  callee,
}: PythonCall): { readonly owner: string; readonly method: string } | undefined {
  const path = writtenName(callee);
  const dot = path?.lastIndexOf('.') ?? -1;
  if (path === undefined || dot === -1) return undefined;
  return { owner: path.slice(0, dot), method: path.slice(dot + 1) };
}

function writtenName(value: PythonValue | undefined): string | undefined {
  return value?.kind === 'name' ? value.path : undefined;
}
