import { folderOf } from '../base/project-path.ts';
import type { PythonFacts, PythonImport } from '../syntax/python-scan-tree.ts';
import { findServiceWorkdir, type ServiceFiles } from './mlflow-files.ts';
import type { Service } from './project.ts';
import { resolveInImage } from './python-image-files.ts';
import type { PythonModel } from './python-project.ts';
import type { StartedCommand } from './started-commands.ts';

/** More modules than this one program hardly has. */
const MAX_MODULES = 200;

/** The Python files of the project that a service's program is made of: the one it starts, and what that imports. */
export function findProgramSources(
  service: Service,
  commands: readonly StartedCommand[],
  parts: { readonly files: ServiceFiles; readonly python: PythonModel },
): readonly PythonFacts[] {
  const workdir = findServiceWorkdir(service);
  const found = new Map<string, PythonFacts>();
  for (const command of commands) {
    for (const target of findTargets(command)) {
      if (workdir === undefined && !target.startsWith('/')) continue;
      const image = resolveInImage(workdir, target);
      const path = parts.files.find(service, image);
      if (path === undefined) continue;
      // A module is found from the working directory, a script from its own folder.
      const depth = target.startsWith('/') ? 1 : target.split('/').length;
      const root = path.split('/').slice(0, -depth).join('/');
      collect(path, [folderOf(path), root], parts.python, found);
    }
  }
  return [...found.values()];
}

/** Paths of scripts and modules that a command starts. */
function findTargets({ words }: StartedCommand): readonly string[] {
  const texts = words.map(({ text }) => text);
  const at = texts.findIndex((text) => starter.test(text));
  if (at === -1) {
    // `uv run train.py`, or the script as a program.
    const isRun = /(?:^|\/)uv$/.test(texts[0] ?? '') && texts[1] === 'run';
    const run = isRun ? texts.find((text) => scriptPath.test(text)) : texts[0];
    return run !== undefined && scriptPath.test(run) ? [run] : [];
  }
  const rest = texts.slice(at + 1);
  const module = rest.indexOf('-m');
  if (/python[\d.]*$/.test(texts[at] ?? '') && module !== -1) {
    const name = rest[module + 1] ?? '';
    if (starter.test(name))
      return findTargets({ ...emptyCommand, words: words.slice(at + 2 + module) });
    return toModulePaths(name);
  }
  const script = rest.find((text) => scriptPath.test(text));
  if (script !== undefined) return [script];
  const app = rest.find((text) => /^[\w.]+:\w+/.test(text));
  return app === undefined ? [] : toModulePaths(app.replace(/:.*$/, ''));
}

const scriptPath = /^[\w./-]+\.py$/;
const emptyCommand = { form: 'list', isShell: false } as const;
const starter = /^(?:.*\/)?(?:python[\d.]*|uvicorn|gunicorn|hypercorn|streamlit|fastapi|celery)$/;

function toModulePaths(name: string): readonly string[] {
  const path = name.replaceAll('.', '/');
  return /^[\w/]+$/.test(path) ? [`${path}.py`, `${path}/__main__.py`] : [];
}

function collect(
  path: string,
  roots: readonly string[],
  python: PythonModel,
  found: Map<string, PythonFacts>,
): void {
  const facts = python.sources.get(path);
  if (facts === undefined || found.has(path) || found.size >= MAX_MODULES) return;
  found.set(path, facts);
  for (const item of facts.imports) {
    for (const candidate of toCandidates(item, path, roots)) {
      collect(candidate, roots, python, found);
    }
  }
}

/** Where an import may lead; most of these files are not there. */
function toCandidates(
  { module, level, name }: PythonImport,
  path: string,
  roots: readonly string[],
): readonly string[] {
  const dotted = module.replaceAll('.', '/');
  let folder = folderOf(path);
  for (let up = 1; up < level; up += 1) folder = folderOf(folder);
  const folders = level > 0 ? [folder] : [...new Set(roots)];
  return folders.flatMap((base) => {
    const parts = [base, dotted].filter((part) => part !== '').join('/');
    const inside = name === undefined ? [] : [`${parts}/${name}.py`];
    return [`${parts}.py`, `${parts}/__init__.py`, ...inside].map((one) => one.replace(/^\//, ''));
  });
}
