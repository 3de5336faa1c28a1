import type { PythonFacts } from '../syntax/python-scan-tree.ts';

/** The paths that an application answers; undefined where some of them may be elsewhere. */
export function findRoutes(facts: PythonFacts, app: string): readonly RegExp[] | undefined {
  const { apps, routes, routers, calls } = facts;
  const own = apps.find(({ name }) => name === app);
  if (own === undefined || own.prefix !== undefined || routers.length > 0) return undefined;
  const isFastApi = /fastapi/i.test(own.framework);
  if (!isFastApi && !/flask/i.test(own.framework)) return undefined;
  // Anything that is handed the application may add to it.
  const adds = calls.some(
    ({ name, args, keywords }) =>
      /(?:^|\.)(?:mount|add_\w*route\w*|add_url_rule|include_router|register_blueprint|instrument_app|expose|init_app)$/.test(
        name,
      ) ||
      [...args, ...keywords.map(({ value }) => value)].some(
        (value) => value.kind === 'name' && value.path === app,
      ) ||
      keywords.some((keyword) => /root_path|routes/.test(keyword.name)),
  );
  if (adds || routes.length === 0) return undefined;
  const patterns = routes.map(({ path }) => {
    if (path.text === undefined || !path.isKnown) return undefined;
    const source = path.text
      .replaceAll(/[.+^$()|[\]\\*?]/g, String.raw`\$&`)
      .replaceAll(/\{[^}]*\}|<[^>]*>/g, '.+');
    return new RegExp(`^${source}/?$`);
  });
  const known = patterns.filter((pattern) => pattern !== undefined);
  if (known.length < patterns.length) return undefined;
  return isFastApi ? [...known, /^\/(?:docs|redoc|openapi\.json)\/?$/] : [...known, /^\/static\//];
}
