import type { Span } from '../../base/span.ts';
import type { Dockerfile, Stage } from '../../model/project.ts';
import type { InstalledPackage } from '../../model/python-packages.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';
import { systemNeeds } from './system-needs.data.ts';

export const requireSystemLibrary = defineRule({
  id: 'python/require-system-library',
  summary: 'Require system libraries that Python packages load or are built with',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    runtime: '"{package}" needs "{system}" to run, which this slim image does not have.',
    build: '"{package}" is compiled where it is installed, and "{system}" is not there.',
  },
  on: {
    project(project, report) {
      const images = project.views.python;
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) {
          if (!isSlim(stage)) continue;
          const system = collectSystem(stage);
          if (system === undefined) continue;
          const isLast = dockerfile.stages.at(-1) === stage;
          for (const found of images.findStagePackages(dockerfile, stage).packages.values()) {
            const need = findNeed(found, isLast);
            if (need === undefined || system.some((name) => need.provided.test(name))) continue;
            if (need.kind === 'build' && !isInstalledIn(found, stage, dockerfile)) continue;
            const data = { package: found.name, system: need.system };
            const at = findInstall(stage) ?? stage.base?.at ?? stage.from.at;
            const related = [{ at: found.at, message: 'The package is named here.' }];
            if (need.kind === 'build') report.build(found.installedAt, data, { related });
            else report.runtime(at, data, { related });
          }
        }
      }
    },
  },
});

function findNeed(
  { name, version, evidence, specifiers }: InstalledPackage,
  isLast: boolean,
): (typeof systemNeeds)[number] | undefined {
  return systemNeeds.find((need) => {
    if (need.package !== name || (need.kind === 'runtime' && !isLast)) return false;
    // A package that only a lock file names may be for another platform.
    if (evidence !== 'named') return false;
    if (need.versions === undefined) return true;
    return version !== undefined && specifiers.length > 0 && need.versions.test(version.text);
  });
}

/** Where the stage installs packages of the system already, so that one more is easily added. */
function findInstall({ instructions }: Stage): Span | undefined {
  for (const { script } of instructions) {
    const found = findPrograms(script).find(
      ({ name, arguments: words }) =>
        /^apt(?:-get)?$/.test(name) && words.some(({ plain }) => plain === 'install'),
    );
    if (found !== undefined) return found.command.at;
  }
  return undefined;
}

/** True where the stage itself runs the installation. */
function isInstalledIn(
  { installedAt }: InstalledPackage,
  stage: Stage,
  { path }: Dockerfile,
): boolean {
  const { start, end } = stage.at;
  return installedAt.file === path && installedAt.start >= start && installedAt.end <= end;
}

/** A slim Debian or a bare one, where hardly a library is there. */
function isSlim(stage: Stage): boolean {
  let at: Stage = stage;
  while (at.parent !== undefined) at = at.parent;
  const { base } = at;
  if (base?.isKnown !== true) return false;
  return /(?:^|\/)python$/.test(base.repository) && /slim/.test(base.tag ?? '');
}

/** Packages of the system that a stage installs; undefined where it gets more than its commands say. */
function collectSystem(stage: Stage): readonly string[] | undefined {
  const names: string[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const { script, copy, instruction } of at.instructions) {
      const source = copy?.sources.map(({ text }) => text).join(' ') ?? '';
      if (
        copy?.from !== undefined &&
        /^\/(?:$|lib|usr\/lib|usr\/?$|usr\/local\/(?:lib|openjdk.*)\/?$|opt\/java)/.test(source)
      )
        return undefined;
      if (instruction.keyword !== 'RUN') continue;
      if (script === undefined || instruction.heredocs.length > 0) return undefined;
      for (const { name, arguments: words } of findPrograms(script)) {
        if (/^(?:apt|apt-get|aptitude)$/.test(name)) {
          if (words.some(({ isLiteral }) => !isLiteral)) return undefined;
          names.push(...words.map(({ plain }) => plain.replace(/[=:].*$/, '')));
        } else if (/\.sh$|^(?:ba|da)?sh$|^make$|^xargs$|^dpkg$|^conda$/.test(name))
          return undefined;
      }
    }
  }
  return names;
}

export const requireSystemLibraryPage = definePage({
  rationale:
    'Slim images leave out libraries and compilers. A package that loads one fails at its import with "cannot open shared object file", and one without a wheel fails while it is installed.',
  exceptions:
    'Only slim Python images are judged, and only packages for which it is known what they need.',
  bad: [
    {
      title: 'OpenMP is missing',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir lightgbm==4.5.0
`,
      },
    },
    {
      title: 'A compiler is missing',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir psycopg2==2.9.10
`,
      },
    },
  ],
  good: [
    {
      title: 'The library beside the package, and a wheel instead of the source',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir lightgbm==4.5.0 psycopg2-binary==2.9.10
`,
      },
    },
  ],
});
