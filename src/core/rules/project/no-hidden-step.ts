import { relativeTo } from '../../base/project-path.ts';
import type { Dockerfile, Mount, StageInstruction } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noHiddenStep = defineRule({
  id: 'project/no-hidden-step',
  summary: 'Disallow steps that write where a container has a mount',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    migrated:
      'This prepares "{path}" in the image, and the mount at "{target}" may hold another one.',
    written: 'This writes "{path}", which the mount at "{target}" hides in the container.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      if (item.instruction.keyword !== 'RUN' || dockerfile === undefined) return;
      for (const { text, path, at, kind } of findWrites(item)) {
        const mount = findCover(dockerfile, path);
        // A new volume takes what the image has, a bind mount never does.
        if (mount === undefined || (kind === 'file' && mount.kind !== 'bind')) continue;
        const data = { path: text, target: mount.target };
        if (kind === 'database') report.migrated(at, data);
        else report.written(at, data);
      }
    },
  },
});

interface Write {
  readonly kind: 'database' | 'file';
  readonly text: string;
  readonly path: string;
  readonly at: StageInstruction['instruction']['at'];
}

/** Databases of SQLite that a step opens, and files that it downloads or redirects to. */
function findWrites({ script, workdir }: StageInstruction): readonly Write[] {
  const writes: Write[] = [];
  for (const { name, arguments: words, command } of findPrograms(script)) {
    for (const { plain, at } of words) {
      const path = /\bsqlite(?:\+\w+)?:\/\/\/(\/[^?\s]+)/.exec(plain)?.[1];
      if (path !== undefined) writes.push({ kind: 'database', text: path, path, at });
    }
    const targets = command.redirections
      .filter(({ operator }) => operator.endsWith('>') || operator.endsWith('>>'))
      .flatMap(({ target }) => target ?? []);
    if (name === 'curl' || name === 'wget') {
      const option =
        name === 'curl' ? /^(?:-o|--output|-[a-zA-Z]*o)$/ : /^(?:-O|--output-document|-[a-z]*O)$/;
      const index = words.findIndex(({ plain }) => option.test(plain));
      const file = index === -1 ? undefined : words[index + 1];
      if (file !== undefined) targets.push(file);
    }
    for (const { plain, isLiteral, at } of targets) {
      const isRelative = !plain.startsWith('/');
      if (!isLiteral || /^-|^\/(?:dev|proc|etc)\//.test(plain)) continue;
      if (isRelative && workdir === undefined) continue;
      writes.push({ kind: 'file', text: plain, path: resolveInImage(workdir, plain), at });
    }
  }
  return writes;
}

/** A mount over the path that all services of the image have. */
function findCover({ uses }: Dockerfile, path: string): Mount | undefined {
  const covers = uses.map(({ service }) =>
    service.mounts.find(({ kind, isKnown, target }) => {
      if ((kind !== 'bind' && kind !== 'volume') || !isKnown) return false;
      const folder = target.replace(/\/+$/, '');
      return relativeTo(folder.slice(1), path.slice(1)) !== undefined && folder !== path;
    }),
  );
  return covers.length > 0 && covers.every((mount) => mount !== undefined) ? covers[0] : undefined;
}

export const noHiddenStepPage = definePage({
  rationale:
    'Mounts exist in the container, not while its image is built. A RUN that migrates a database in a folder that is a volume later works on a file that nobody sees again, and what it downloads below a bind mount is hidden by it. Do such work when the container starts, or in a job with the same volume.',
  references: ['https://docs.docker.com/engine/storage/volumes/'],
  bad: [
    {
      title: 'A migration of a database that is not there yet',
      files: {
        'compose.yaml': `services:
  tracking:
    build: .
    volumes:
      - runs:/runs
volumes:
  runs:
`,
        Dockerfile: `FROM tides:1.4.0
RUN alembic -x url=sqlite:////runs/tides.db upgrade head
`,
      },
    },
    {
      title: 'A download below a bind mount',
      files: {
        'compose.yaml':
          'services:\n  api:\n    build: .\n    volumes:\n      - ./models:/srv/models\n',
        Dockerfile: `FROM debian:12
WORKDIR /srv
ADD https://example.org/tides.bin /srv/tides.bin
RUN mkdir models && cat tides.bin > models/tides.bin
`,
        'models/old.bin': '',
      },
    },
  ],
  good: [
    {
      title: 'A file beside the volume',
      files: {
        'compose.yaml': `services:
  tracking:
    build: .
    volumes:
      - runs:/runs
volumes:
  runs:
`,
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir mlflow==2.19.0
RUN echo tides > /srv/name.txt
`,
      },
    },
  ],
});
