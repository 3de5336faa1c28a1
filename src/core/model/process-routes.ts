import { folderOf } from '../base/project-path.ts';
import type { PythonFacts, PythonText, RouterMount, WebApp } from '../syntax/python-scan-tree.ts';

/** Where the modules of an application are. */
export interface RouteModules {
  /** The folder that absolute imports begin at, and the file of the application. */
  readonly folder: string;
  readonly file: string;
  /** What a file of the container says, by its absolute path. */
  readonly load: (path: string) => PythonFacts | undefined;
}

/** The paths that an application answers; undefined where some of them may be elsewhere. */
export function findRoutes(
  facts: PythonFacts,
  app: string,
  modules: RouteModules,
): readonly RegExp[] | undefined {
  const own = facts.apps.find(({ name }) => name === app);
  if (own === undefined || own.prefix !== undefined) return undefined;
  const isFastApi = /fastapi/i.test(own.framework);
  if (!isFastApi && !/flask/i.test(own.framework)) return undefined;
  const place = { facts, file: modules.file, app: own };
  const paths = collectPaths(place, { ...modules, isFastApi }, 0);
  if (paths === undefined || paths.length === 0) return undefined;
  const patterns = paths.map((path) => {
    const source = path
      .replaceAll(/[.+^$()|[\]\\*?]/g, String.raw`\$&`)
      .replaceAll(/\{[^}]*\}|<[^>]*>/g, '.+');
    return new RegExp(`^${source}/?$`);
  });
  return isFastApi
    ? [...patterns, /^\/(?:docs|redoc|openapi\.json)\/?$/]
    : [...patterns, /^\/static\//];
}

/** True where a file adds to an application or router that another one made, so that its own file does not tell all. */
export function hasForeignRoutes(sources: Iterable<PythonFacts>): boolean {
  return [...sources].some(({ routes, apps }) =>
    routes.some(({ owner }) => apps.every(({ name }) => name !== owner)),
  );
}

/** An application or router, in the file that makes it. */
interface Place {
  readonly facts: PythonFacts;
  readonly file: string;
  readonly app: WebApp;
}

type Search = RouteModules & { readonly isFastApi: boolean };

/** The paths below an application or router, without its own prefix. */
function collectPaths(place: Place, search: Search, depth: number): readonly string[] | undefined {
  const { facts, app } = place;
  if (depth > maxDepth || mayAdd(facts, app.name)) return undefined;
  const paths: string[] = [];
  for (const { owner, path } of facts.routes) {
    if (owner !== app.name) continue;
    if (path.text === undefined || !path.isKnown) return undefined;
    paths.push(path.text);
  }
  for (const mount of facts.routers) {
    if (mount.owner !== app.name) continue;
    const router = findRouter(place, mount.router, search, depth);
    const prefix = router === undefined ? undefined : joinPrefix(mount, router.app, search);
    const below = router === undefined ? undefined : collectPaths(router, search, depth + 1);
    if (prefix === undefined || below === undefined) return undefined;
    paths.push(...below.map((path) => prefix + path));
  }
  return paths;
}

/** Routers that hold routers, and names that are handed on from module to module. */
const maxDepth = 4;

/** FastAPI puts the prefix of the mount before that of the router; Flask takes the one or the other. */
function joinPrefix(
  { prefix }: RouterMount,
  router: WebApp,
  { isFastApi }: Search,
): string | undefined {
  const outer = toText(prefix);
  const inner = toText(router.prefix);
  if (outer === undefined || inner === undefined) return undefined;
  return isFastApi ? outer + inner : prefix === undefined ? inner : outer;
}

/** No prefix is an empty one; undefined where nobody knows it. */
function toText(prefix: PythonText | undefined): string | undefined {
  if (prefix === undefined) return '';
  return prefix.isKnown ? prefix.text : undefined;
}

/** Follows a name such as `router` or `users.router` to the file that makes it. */
function findRouter(
  { facts, file }: Pick<Place, 'facts' | 'file'>,
  written: string,
  search: Search,
  depth: number,
): Place | undefined {
  const local = facts.apps.find(({ name }) => name === written);
  if (local !== undefined) return { facts, file, app: local };
  const dot = written.lastIndexOf('.');
  const alias = dot === -1 ? written : written.slice(0, dot);
  const found = facts.imports.find((one) => one.alias === alias);
  if (found === undefined || depth > maxDepth) return undefined;
  let base = found.level === 0 ? search.folder : folderOf(file);
  for (let level = 1; level < found.level; level += 1) base = folderOf(base);
  const parts = [found.module, dot === -1 ? '' : (found.name ?? '')].filter((part) => part !== '');
  const module = [base, ...parts.map((part) => part.replaceAll('.', '/'))].join('/');
  const wanted = dot === -1 ? found.name : written.slice(dot + 1);
  if (wanted === undefined) return undefined;
  for (const path of [`${module}.py`, `${module}/__init__.py`]) {
    const next = search.load(path);
    if (next !== undefined)
      return findRouter({ facts: next, file: path }, wanted, search, depth + 1);
  }
  return undefined;
}

/** Anything that is handed the application may add to it. */
function mayAdd({ calls, routers }: PythonFacts, app: string): boolean {
  const mounts = calls.filter(({ name }) => mountCall.test(name));
  if (mounts.length !== routers.length) return true;
  return calls.some(
    ({ name, args, keywords }) =>
      /(?:^|\.)(?:mount|add_\w*route\w*|add_url_rule|instrument_app|expose|init_app)$/.test(name) ||
      (!mountCall.test(name) &&
        [...args, ...keywords.map(({ value }) => value)].some(
          (value) => value.kind === 'name' && value.path === app,
        )) ||
      keywords.some((keyword) => /root_path|routes/.test(keyword.name)),
  );
}

const mountCall = /(?:^|\.)(?:include_router|register_blueprint)$/;
