import type { Span } from '../base/span.ts';
import { folderOf, nameOf } from '../base/project-path.ts';
import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import type { ProcessView } from './process-views.ts';
import type { Project, Service } from './project.ts';
import { resolveInImage } from './python-image-files.ts';

/** A server, or a switch of one, that is made for the desk of whoever writes the program. */
export interface DevelopmentServer {
  /** `debug` lets who reaches it run code, `reload` watches files, `plain` is the framework's own small server. */
  readonly kind: 'debug' | 'reload' | 'plain';
  readonly text: string;
  readonly at: Span;
}

/** All that containers start outside of development, each place once. */
export function findDevelopmentServers(project: Project): readonly DevelopmentServer[] {
  const found = new Map<string, DevelopmentServer>();
  for (const view of findServedViews(project)) {
    for (const server of findInView(view, project)) {
      const key = `${server.at.file}:${server.at.start}`;
      if (!found.has(key)) found.set(key, server);
    }
  }
  return [...found.values()];
}

/** What the process of a container starts in that way, by its words and by the script that it runs. */
function findInView(view: ProcessView, project: Project): readonly DevelopmentServer[] {
  const found: DevelopmentServer[] = [];
  for (const { words } of view.commands) {
    const text = words.map((word) => nameOf(word.text)).join(' ');
    for (const { pattern, kind } of commands) {
      const match = pattern.exec(text);
      const name = match?.[1];
      const word = name === undefined ? undefined : words.find((one) => nameOf(one.text) === name);
      if (word !== undefined) found.push({ kind, text: word.text, at: word.at });
    }
  }
  const [target] = view.targets;
  if (target?.kind !== 'script' || target.folder === undefined) return found;
  const place = view.find(resolveInImage(target.folder, target.text));
  const source = place.kind === 'file' ? place.source : undefined;
  const facts = source === undefined ? undefined : project.python.sources.get(source);
  return facts === undefined ? found : [...found, ...findInSource(facts)];
}

const commands: readonly { readonly pattern: RegExp; readonly kind: DevelopmentServer['kind'] }[] =
  [
    { pattern: /\bflask\b.* (--debug)(?: |$)/, kind: 'debug' },
    { pattern: /\b(?:uvicorn|gunicorn|hypercorn)\b.* (--reload)(?: |$)/, kind: 'reload' },
    { pattern: /\bfastapi (dev)(?: |$)/, kind: 'reload' },
    { pattern: /\b(flask)\b(?!.* --debug).* run(?: |$)/, kind: 'plain' },
    { pattern: /\bmanage\.py (runserver)(?: |$)/, kind: 'plain' },
  ];

function findInSource({ servers, calls }: PythonFacts): readonly DevelopmentServer[] {
  return servers.flatMap(({ server, at }): readonly DevelopmentServer[] => {
    if (server !== 'flask' && server !== 'dash' && server !== 'uvicorn') return [];
    const call = calls.find((one) => one.at.start === at.start && one.at.end === at.end);
    const isTrue = (name: string): Span | undefined => {
      const keyword = call?.keywords.find((one) => one.name === name);
      const isOn = keyword?.value.kind === 'name' && keyword.value.path === 'True';
      return isOn ? keyword.nameAt : undefined;
    };
    const debugAt = server === 'uvicorn' ? undefined : isTrue('debug');
    if (debugAt !== undefined) return [{ kind: 'debug', text: 'debug=True', at: debugAt }];
    const reloadAt = server === 'uvicorn' ? isTrue('reload') : undefined;
    if (reloadAt !== undefined) return [{ kind: 'reload', text: 'reload=True', at: reloadAt }];
    return server === 'flask' ? [{ kind: 'plain', text: 'app.run', at }] : [];
  });
}

/** What no view says about itself: which of them a project starts outside of development. */
function findServedViews(project: Project): readonly ProcessView[] {
  const sources = findSourcePaths(project);
  const dockerfiles = new Map(
    project.dockerfiles.map((dockerfile) => [dockerfile.path, dockerfile]),
  );
  return project.views.processes.filter((view) => {
    if (isNamedForDevelopment(view.file)) return false;
    if (view.service !== undefined) return !mountsSources(view.service, sources);
    const uses = dockerfiles.get(view.file)?.uses ?? [];
    return !uses.some(({ service }) => mountsSources(service, sources));
  });
}

function isNamedForDevelopment(path: string): boolean {
  return /(?:^|[/._-])(?:dev|devel|development|devcontainer|local|debug|tests?|override)(?:[/._-]|$)/i.test(
    path,
  );
}

/** All Python files and the folders above them. */
function findSourcePaths({ snapshot }: Project): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const file of snapshot.files.keys()) {
    if (!file.endsWith('.py')) continue;
    for (let path = file; !paths.has(path); path = folderOf(path)) paths.add(path);
  }
  return paths;
}

/** With sources of the host in the container it is there for whoever changes them. */
function mountsSources({ mounts }: Service, sources: ReadonlySet<string>): boolean {
  return mounts.some(({ kind, source, sourcePath }) => {
    if (kind !== 'bind') return false;
    // A folder above the root may be the one with the sources.
    if (sourcePath === undefined) return source === undefined || /^\.\.|\$/.test(source);
    return sources.has(sourcePath);
  });
}
