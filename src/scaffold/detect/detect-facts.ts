import { folderOf, nameOf } from '../../core/base/project-path.ts';
import type { Project } from '../../core/model/project.ts';
import type { DockerfileNaming, Fact, ProjectFacts } from '../facts.ts';
import { describeCodeFolder } from './code-folder.ts';
import { detectCompose, findMainFileSet } from './compose-facts.ts';
import { findApiApps, findTrainingScripts } from './entry-points.ts';
import type { FileTexts } from './file-texts.ts';

/** Looks at a project once, for all templates. A thin look: names, and short texts, but no Python is parsed. */
export function detectFacts(project: Project): ProjectFacts {
  const { files } = project.snapshot;
  const paths = new Set(files.keys());
  const texts: FileTexts = { paths, textOf: (path) => files.get(path) };
  return {
    ...texts,
    root: describeCodeFolder(texts, ''),
    trainingScripts: findTrainingScripts(texts),
    apiApps: findApiApps(texts),
    compose: detectCompose(project, findMainFileSet(project)),
    naming: detectNaming(project),
    mlflowVersion: findMlflowVersion(texts),
    copiedFrom: (context) => findCopied(project, context),
  };
}

function detectNaming(project: Project): Fact<DockerfileNaming> {
  for (const { path } of project.dockerfiles) {
    const name = nameOf(path);
    if (/^Dockerfile[._-]/i.test(name)) return { value: 'suffix', evidence: `${path} is there` };
    if (/\.Dockerfile$/i.test(name)) return { value: 'prefix', evidence: `${path} is there` };
    if (folderOf(path) !== '') return { value: 'folder', evidence: `${path} is there` };
  }
  return { value: 'prefix', evidence: 'no Dockerfile of a service is there' };
}

/** A version that a requirement or a lock file fixes. */
function findMlflowVersion(files: FileTexts): Fact<string> | undefined {
  for (const path of [...files.paths].toSorted()) {
    const text = files.textOf(path);
    if (text === undefined) continue;
    const name = nameOf(path);
    let version: string | undefined;
    if (/^requirements.*\.(?:txt|lock|in)$/i.test(name) || name === 'pyproject.toml') {
      version = /\bmlflow(?:-skinny)?(?:\[[^\]]*\])?\s*==\s*(\d+(?:\.\d+)+)/i.exec(text)?.[1];
    } else if (name === 'uv.lock' || name === 'poetry.lock') {
      version = /^name = "mlflow(?:-skinny)?"\r?\nversion = "([\d.]+)"/m.exec(text)?.[1];
    }
    if (version !== undefined) return { value: version, evidence: `${path} asks for ${version}` };
  }
  return undefined;
}

function findCopied(project: Project, context: string): readonly string[] {
  return project.dockerfiles
    .filter(({ contexts }) => contexts.some(({ folder }) => folder === context))
    .flatMap(({ stages }) => stages.flatMap(({ instructions }) => instructions))
    .filter(({ copy }) => copy !== undefined && copy.from === undefined)
    .flatMap(({ copy }) => copy?.sources.map(({ text }) => text.replace(/^\.\//, '')) ?? []);
}
