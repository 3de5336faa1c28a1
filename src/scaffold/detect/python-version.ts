import { nameOf } from '../../core/base/project-path.ts';
import type { Fact } from '../facts.ts';
import type { FileTexts } from './file-texts.ts';
import { pathIn } from './file-texts.ts';

/** Versions to choose from, best first: all of them have wheels of the usual packages. */
export const pythonVersions = ['3.12', '3.13', '3.11', '3.10'] as const;

/**
 * The Python that the project runs on. What other images of the project use comes before what packages would allow,
 * since a model that one service stores has to be loaded by another.
 */
export function detectPython(files: FileTexts, folder: string): Fact<string> {
  return (
    findPinned(files, folder) ??
    findInDockerfiles(files) ??
    findAllowed(files, folder) ?? {
      value: pythonVersions[0],
      evidence: 'no version was found in the project',
    }
  );
}

function findPinned(files: FileTexts, folder: string): Fact<string> | undefined {
  for (const path of new Set([pathIn(folder, '.python-version'), '.python-version'])) {
    const value = /^\s*(3\.\d+)/.exec(files.textOf(path) ?? '')?.[1];
    if (value !== undefined) return { value, evidence: `${path} says ${value}` };
  }
  return undefined;
}

function findInDockerfiles(files: FileTexts): Fact<string> | undefined {
  const isDockerfile = /^(?:Dockerfile.*|.*\.Dockerfile|Containerfile)$/i;
  for (const path of [...files.paths].toSorted()) {
    if (!isDockerfile.test(nameOf(path))) continue;
    const value = /^FROM\s+(?:\S+\/)?python:(3\.\d+)/im.exec(files.textOf(path) ?? '')?.[1];
    if (value !== undefined) return { value, evidence: `${path} builds on Python ${value}` };
  }
  return undefined;
}

function findAllowed(files: FileTexts, folder: string): Fact<string> | undefined {
  const path = pathIn(folder, 'pyproject.toml');
  const text = files.textOf(path) ?? '';
  const range =
    /^requires-python\s*=\s*["']([^"']+)["']/m.exec(text)?.[1] ??
    /^python\s*=\s*["']([^"']+)["']/m.exec(text)?.[1];
  if (range === undefined) return undefined;
  const value = pythonVersions.find((version) => isAllowed(range, minorOf(version)));
  return value === undefined ? undefined : { value, evidence: `${path} allows ${range}` };
}

/** Whether a minor version of Python 3 lies in a range such as `>=3.10,<3.13` or `^3.11`. */
function isAllowed(range: string, minor: number): boolean {
  return range.split(',').every((part) => {
    const match = /^\s*(>=|>|<=|<|==|~=|\^|~|!=)?\s*3(?:\.(\d+))?(\.[\d*]+)?/.exec(part);
    if (match === null) return !/^\s*<\s*4/.test(part) ? part.trim() === '*' : true;
    const [, operator = '==', written = '0', patch] = match;
    const bound = Number(written);
    if (operator === '>=' || operator === '^') return minor >= bound;
    if (operator === '~=' && patch === undefined) return minor >= bound;
    if (operator === '>') return minor > bound;
    if (operator === '<=') return minor <= bound;
    if (operator === '<') return patch === undefined ? minor < bound : minor <= bound;
    if (operator === '!=') return patch !== undefined || minor !== bound;
    return minor === bound;
  });
}

function minorOf(version: string): number {
  return Number(version.slice(2));
}
