import { removedPackages } from '../../model/removed-packages.data.ts';
import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noRemovedPackage = defineRule({
  id: 'dockerfile/no-removed-package',
  summary: 'Disallow system packages that the release of the base does not have any more',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    renamed: '{system} has no package "{package}" any more; it is called "{now}".',
    removed: '{system} has no package "{package}" any more, so the build stops here.',
  },
  on: {
    stage(stage, report) {
      const release = findRelease(stage);
      if (release === undefined) return;
      for (const { instruction, script } of stage.instructions) {
        if (instruction.keyword !== 'RUN') continue;
        for (const { name, arguments: words } of findPrograms(script)) {
          const at = words.findIndex(({ plain }) => plain === 'install');
          if (!/^apt(?:-get)?$/.test(name) || at === -1) continue;
          for (const { plain, at: place } of words.slice(at + 1)) {
            const found = removedPackages.find((known) => known.name === plain);
            const isGone = found?.since[release.family];
            if (found === undefined || isGone === undefined || release.number < isGone) continue;
            const data = { system: release.name, package: plain };
            if (found.now === undefined) report.removed(place, data);
            else {
              const { now } = found;
              const title = `Install ${now}`;
              const edits = (): readonly ReturnType<typeof replace>[] => [replace(place, now)];
              report.renamed(
                place,
                { ...data, now },
                { fixes: [{ title, kind: 'suggestion', edits }] },
              );
            }
          }
        }
      }
    },
  },
});

interface Release {
  readonly family: 'debian' | 'ubuntu';
  readonly number: number;
  readonly name: string;
}

/** The release that the tag says; official Python images without one follow Debian. */
function findRelease(stage: Stage): Release | undefined {
  let at = stage;
  while (at.parent !== undefined) at = at.parent;
  const { base } = at;
  if (base?.isKnown !== true || base.tag === undefined || base.digest !== undefined)
    return undefined;
  const { repository, tag } = base;
  if (!/(?:^|\/)(?:python|debian|ubuntu|uv|cuda|node)$/.test(repository)) return undefined;
  const name = [...debianNames.keys()].find((one) => tag.split(/[-.]/).includes(one));
  const debian = name === undefined ? undefined : debianNames.get(name);
  if (debian !== undefined)
    return { family: 'debian', number: debian, name: `Debian ${String(debian)}` };
  const version = /(?:^|ubuntu)(\d\d\.\d\d)/.exec(
    repository === 'ubuntu' ? tag : (/ubuntu[\d.]+/.exec(tag)?.[0] ?? ''),
  )?.[1];
  if (version !== undefined)
    return { family: 'ubuntu', number: Number(version), name: `Ubuntu ${version}` };
  const number = repository === 'debian' ? /^(\d+)/.exec(tag)?.[1] : undefined;
  if (number !== undefined)
    return { family: 'debian', number: Number(number), name: `Debian ${number}` };
  // A plain tag was rebuilt on Debian 12 at least, where its Python is still looked after.
  const minor =
    repository === 'python' ? /^3\.(\d+)(?:\.\d+)?(?:-slim)?$/.exec(tag)?.[1] : undefined;
  return minor !== undefined && Number(minor) >= 9 && !/^\d+\.\d+\.\d+/.test(tag)
    ? { family: 'debian', number: 13, name: 'Debian 13' }
    : undefined;
}

const debianNames: ReadonlyMap<string, number> = new Map([
  ['buster', 10],
  ['bullseye', 11],
  ['bookworm', 12],
  ['trixie', 13],
]);

export const noRemovedPackagePage = definePage({
  rationale:
    'Distributions rename and drop packages. An old list of packages on a newer base ends with "Unable to locate package" or "has no installation candidate", often on the day when a floating tag moved to the next release.',
  references: ['https://packages.debian.org/'],
  bad: [
    {
      title: 'Names of an older Debian',
      files: {
        Dockerfile: `FROM python:3.12-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libgl1-mesa-glx software-properties-common && rm -rf /var/lib/apt/lists/*
`,
      },
      fixed: {
        Dockerfile: `FROM python:3.12-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 software-properties-common && rm -rf /var/lib/apt/lists/*
`,
      },
    },
  ],
  good: [
    {
      title: 'Names of today, and an older base',
      files: {
        Dockerfile: `FROM python:3.12-slim-trixie AS a
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 && rm -rf /var/lib/apt/lists/*
FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libgl1-mesa-glx && rm -rf /var/lib/apt/lists/*
`,
      },
    },
  ],
});
