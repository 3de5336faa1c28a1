import type { Service, Stage } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireOwnedVolume = defineRule({
  id: 'project/require-owned-volume',
  summary: 'Require folders below volumes to exist in images that do not run as root',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    root: 'The folder "{path}" belongs to root, so "{user}" cannot write to the volume.',
    unowned: 'The image has no folder "{path}", so Docker makes one that "{user}" cannot write to.',
  },
  on: {
    project(project, report) {
      const images = project.views.images;
      for (const service of project.fileSets.flatMap(({ services }) => services)) {
        const stage = findServiceStage(service);
        const dockerfile = service.build?.file;
        if (stage === undefined || dockerfile === undefined) continue;
        const user = findUser(service, stage);
        if (user === undefined || /^(?:root|0)(?::|$)|\$/.test(user)) continue;
        for (const { kind, source, target, targetAt, isReadOnly, isKnown } of service.mounts) {
          if (kind !== 'volume' || source === undefined || isReadOnly || !isKnown) continue;
          const path = resolveInImage('/', target);
          // Caches are filled by programs whose folders no instruction names.
          if (path.includes('/.')) continue;
          const found = images.findInStage(dockerfile, stage, path);
          if (found.kind === 'missing') report.unowned(targetAt, { path, user });
          else if (found.kind === 'folder' && isMadeByRoot(path, stage))
            report.root(targetAt, { path, user });
        }
      }
    },
  },
});

/** True where a RUN of root makes the folder and nothing gives it away. */
function isMadeByRoot(path: string, stage: Stage): boolean {
  let isMade = false;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const { instruction, user: runner, workdir } of at.instructions) {
      const { keyword, argument, flags } = instruction;
      const { text } = argument;
      if (flags.some((flag) => flag.name === 'chown')) return false;
      if (
        keyword === 'VOLUME' ||
        (keyword === 'WORKDIR' && resolveInImage(workdir, text.trim()) === path)
      )
        return false;
      if (keyword !== 'RUN') continue;
      if (/chown|chmod|\binstall |setfacl|\.sh\b|\$/.test(text)) return false;
      const isRoot = runner === undefined || /^(?:root|0)(?::|$)/.test(runner);
      if (/\bmkdir\b/.test(text) && text.includes(path)) {
        if (!isRoot) return false;
        isMade = true;
      }
    }
    if (
      at.parent === undefined &&
      !/^(?:python|debian|ubuntu|alpine)$/.test(at.base?.repository ?? '')
    )
      return false;
  }
  return isMade;
}

/** Who the process runs as; undefined where the base decides. */
function findUser({ value }: Service, stage: Stage): string | undefined {
  const own = value.entries.get('user')?.value;
  if (own !== undefined) return own.kind === 'scalar' ? own.text : undefined;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const last = at.instructions.findLast(({ instruction }) => instruction.keyword === 'USER');
    if (last !== undefined) return last.instruction.argument.text.trim();
  }
  return undefined;
}

export const requireOwnedVolumePage = definePage({
  rationale:
    'A new volume takes its content and its owner from the folder of the image that it covers. Where the image has no such folder, Docker makes one that belongs to root, and a process of another user gets "Permission denied" at its first write.',
  exceptions:
    'Read-only mounts, caches, and folders that something unknown may have made are left alone.',
  references: ['https://docs.docker.com/engine/storage/volumes/'],
  bad: [
    {
      title: 'A folder that nobody gave away',
      files: {
        'compose.yaml': `services:
  encoder:
    build: .
    volumes:
      - out:/data/out
volumes:
  out:
`,
        Dockerfile: `FROM python:3.12-slim
RUN useradd --create-home encoder && mkdir -p /data/out
USER encoder
`,
      },
    },
    {
      title: 'A volume where the image has nothing',
      files: {
        'compose.yaml': `services:
  encoder:
    build: .
    volumes:
      - vectors:/var/vectors
      - out:/data/out
volumes:
  vectors:
  out:
`,
        Dockerfile: `FROM python:3.12-slim
RUN useradd --create-home encoder
USER encoder
`,
      },
    },
  ],
  good: [
    {
      title: 'A folder that belongs to the user',
      files: {
        'compose.yaml': `services:
  encoder:
    build: .
    volumes:
      - out:/data/out
volumes:
  out:
`,
        Dockerfile: `FROM python:3.12-slim
RUN useradd --create-home encoder && mkdir -p /data/out && chown -R encoder /data
USER encoder
`,
      },
    },
  ],
});
