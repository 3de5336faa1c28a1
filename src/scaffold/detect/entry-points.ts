import { nameOf } from '../../core/base/project-path.ts';
import type { ApiApp, CodeFolder, Fact, TrainingScript } from '../facts.ts';
import type { FileTexts } from './file-texts.ts';
import { describeCodeFolder, findCodeFolder } from './code-folder.ts';
import { toModulePath, toScriptArguments } from './module-path.ts';

const trainingName =
  /^(?:(?:run_)?train(?:ing)?|(?:\w+_)?train(?:ing)?(?:_\w+)?|fit(?:_\w+)?)\.py$/i;
const notCode =
  /(?:^|\/)(?:\.[^/]+|tests?|venv|env|node_modules|site-packages|build|dist|docs?)\//i;
const healthNames = ['/health', '/healthz', '/health/', '/ping', '/live', '/ready', '/status'];

/** Scripts that look like training by their name, the most likely one first. */
export function findTrainingScripts(files: FileTexts): readonly Fact<TrainingScript>[] {
  return listPython(files)
    .filter((path) => trainingName.test(nameOf(path)))
    .toSorted((a, b) => rankScript(a) - rankScript(b))
    .map((path) => {
      const code = codeFolderOf(files, path);
      return {
        value: { path, code, arguments: toScriptArguments(files, path, code.folder) },
        evidence: `${path} is there`,
      };
    });
}

/** Files with a FastAPI application object, those nearer to the root first. */
export function findApiApps(files: FileTexts): readonly Fact<ApiApp>[] {
  return listPython(files).flatMap((path) => {
    const text = files.textOf(path) ?? '';
    const name = /^(\w+)[ \t]*(?::[ \t]*[\w.]+[ \t]*)?=[ \t]*(?:fastapi\.)?FastAPI\(/m.exec(
      text,
    )?.[1];
    if (name === undefined) return [];
    const code = codeFolderOf(files, path);
    const { module, folder } = toModulePath(files, path, code.folder);
    const value = {
      path,
      code,
      target: `${module}:${name}`,
      appFolder: folder,
      healthPath: findHealthPath(text, name),
    };
    return [{ value, evidence: `${path} makes the FastAPI application "${name}"` }];
  });
}

/** The script at a path that a person named. */
export function toTrainingScript(files: FileTexts, path: string): TrainingScript {
  const code = codeFolderOf(files, path);
  return { path, code, arguments: toScriptArguments(files, path, code.folder) };
}

function codeFolderOf(files: FileTexts, path: string): CodeFolder {
  return describeCodeFolder(files, findCodeFolder(files, path));
}

function listPython(files: FileTexts): readonly string[] {
  return [...files.paths]
    .filter((path) => path.endsWith('.py') && !notCode.test(path))
    .toSorted((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}

function rankScript(path: string): number {
  const isPlain = /^train(?:ing)?\.py$/i.test(nameOf(path));
  return (isPlain ? 0 : 100) + depthOf(path);
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/** A route that exists for health checks, else the description that FastAPI serves unless it is switched off. */
function findHealthPath(text: string, name: string): string | undefined {
  const routes = [...text.matchAll(/@(\w+)\.get\(\s*["']([^"'{}]*)["']/g)]
    .filter((match) => match[1] === name)
    .map((match) => match[2] ?? '');
  const known = healthNames.find((path) => routes.includes(path));
  if (known !== undefined) return known;
  const creation = /FastAPI\(([^)]*)/.exec(text)?.[1] ?? '';
  return /openapi_url|root_path/.test(creation) ? undefined : '/openapi.json';
}
