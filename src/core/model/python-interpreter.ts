import type { Span } from '../base/span.ts';
import type { VersionSpecifier } from '../syntax/requirements-tree.ts';
import type { ImageReference, Stage } from './project.ts';
import type { PythonModel } from './python-project.ts';
import { parseVersion, type PythonVersion } from './python-version.ts';

/** What somewhere in the project says about the version of Python. */
export interface InterpreterFact {
  readonly source: 'image' | 'version-file' | 'requires-python' | 'poetry' | 'pipenv' | 'conda';
  readonly at: Span;
  /** As written, such as `3.11` or `>=3.10`. */
  readonly text: string;
  /** Undefined where only a range is given. */
  readonly version: PythonVersion | undefined;
  readonly specifiers: readonly VersionSpecifier[];
}

/** The Python of an image, where its name or tag says so: `python:3.11-slim`, `…:2.9.1-python3.11`. */
function findImagePython(image: ImageReference | undefined): InterpreterFact | undefined {
  if (image?.tag === undefined || !image.isKnown) return undefined;
  const isPython = /(?:^|\/)python$/.test(image.repository);
  const pattern = isPython ? /^v?(\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?)(?![\w.])/ : taggedPython;
  const text = pattern.exec(image.tag)?.[1];
  const version = text === undefined ? undefined : parseVersion(text);
  if (text === undefined || version === undefined) return undefined;
  return { source: 'image', at: spanInImage(image, text), text, version, specifiers: [] };
}

/** The Python that a stage is built on, through the stages it is built from. */
export function findStagePython(stage: Stage): InterpreterFact | undefined {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    if (at.parent === undefined) return findImagePython(at.base);
  }
  return undefined;
}

/** What the project's own files say, those nearest to the root first. */
export function findProjectPython(python: PythonModel): readonly InterpreterFact[] {
  const facts: (InterpreterFact & { readonly file: string })[] = [];
  for (const [file, { version, at }] of python.versionFiles) {
    const parsed = version === undefined ? undefined : parseVersion(version);
    if (version === undefined || parsed === undefined) continue;
    facts.push({
      file,
      source: 'version-file',
      at,
      text: version,
      version: parsed,
      specifiers: [],
    });
  }
  for (const [file, { kind, python: constraints }] of python.dependencyFiles) {
    if (kind.endsWith('lock')) continue;
    for (const { key, at, text, specifiers } of constraints) {
      facts.push({ file, source: key, at, text, version: undefined, specifiers });
    }
  }
  return facts.sort((a, b) => depthOf(a.file) - depthOf(b.file));
}

const taggedPython = /(?:^|[-_.])(?:python|py)-?(3\.\d+(?:\.\d+)*)(?![\w])/;

function spanInImage({ at, text }: ImageReference, version: string): Span {
  // The place in the tag is exact only where no variable stood in the word.
  if (at.end - at.start !== text.length) return at;
  const start = at.start + text.indexOf(version, text.lastIndexOf(':'));
  return { file: at.file, start, end: start + version.length };
}

function depthOf(path: string): number {
  return path.split('/').length;
}
