import type { Span } from '../../base/span.ts';
import { nameOf } from '../../base/project-path.ts';
import type { ProcessView } from '../../model/process-views.ts';
import type { Project } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import type { Report } from '../../rulekit/rule.ts';
import { withoutSamples } from '../../rulekit/sample-paths.ts';

const messages = {
  missing: 'Nothing puts "{path}" into the container, so "{program}" stops at once.',
  near: 'Nothing puts "{path}" into the container; the project has "{near}".',
  ignored: '"{path}" never gets into the image: the ignore file keeps "{near}" out.',
  hidden: '"{path}" lies below a mount of "{source}", and that folder does not have it.',
} as const;

export const requireCommandFile = defineRule({
  id: 'project/require-command-file',
  summary: 'Require scripts that a container starts to be in it',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      const { processes, scripts } = project.views;
      for (const view of withoutSamples([...processes, ...scripts], project)) {
        check(view, project, report);
      }
    },
  },
});

function check(
  { targets, find, file, service }: ProcessView,
  project: Project,
  report: Report<typeof messages>,
): void {
  for (const { kind, text, word, folder, program } of targets) {
    if ((kind !== 'script' && kind !== 'file') || word.at.file !== file) continue;
    if (folder === undefined && !text.startsWith('/')) continue;
    const found = find(resolveInImage(folder, text));
    if (found.kind !== 'missing') continue;
    const mount = service?.mounts.find(({ kind: mounted, target }) => {
      return mounted === 'bind' && resolveInImage(folder, text).startsWith(`${target}/`);
    });
    const { ignored } = found;
    reportMissing(word.at, { text, program, ignored, mounted: mount?.source, project }, report);
  }
}

function reportMissing(
  at: Span,
  {
    text,
    program,
    ignored,
    mounted,
    project,
  }: {
    readonly text: string;
    readonly program: string;
    readonly ignored: string | undefined;
    /** The folder that is mounted where the file is looked for. */
    readonly mounted: string | undefined;
    readonly project: Project;
  },
  report: Report<typeof messages>,
): void {
  if (ignored !== undefined) {
    report.ignored(at, { path: text, near: ignored });
    return;
  }
  const near = findCandidate(text, project.snapshot.files.keys());
  if (mounted !== undefined && near !== undefined && nameOf(near) === nameOf(text)) {
    report.hidden(at, { path: text, source: mounted });
  } else if (near === undefined || near === text) report.missing(at, { path: text, program });
  else report.near(at, { path: text, near });
}

/** The one file of the same name, else of a near one. */
function findCandidate(text: string, files: Iterable<string>): string | undefined {
  const all = [...files];
  const same = all.filter((file) => nameOf(file) === nameOf(text));
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const near = findNearName(nameOf(text), new Set(all.map((file) => nameOf(file))));
  const found = all.filter((file) => nameOf(file) === near);
  return found.length === 1 ? found[0] : undefined;
}

export const requireCommandFilePage = definePage({
  rationale:
    'The path behind `python`, `sh` or `streamlit run` is looked up in the container: from the working directory, among what COPY brought and what is mounted over it. A path of the repository that leads nowhere there ends the container at once with "No such file or directory".',
  exceptions:
    'Nothing is said where a RUN, an unknown base image or a volume could have made the file.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  bad: [
    {
      title: 'A mount over the folder of a script',
      files: {
        'compose.yaml': `services:
  fetch:
    build: .
    command: python /srv/nightly.py
    volumes:
      - ./state:/srv
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY nightly.py ./
`,
        'nightly.py': '',
        'state/last.txt': '',
      },
    },
    {
      title: 'A script under another name than the copied one',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY nightly.py ./
CMD ["python", "nightly_run.py"]
`,
        'nightly.py': '',
      },
    },
    {
      title: 'A script that an ignore file keeps out',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["sh", "scripts/serve.sh"]
`,
        '.dockerignore': 'scripts/\n',
        'scripts/serve.sh': '',
      },
    },
    {
      title: 'A path of the repository where the image has another one',
      files: {
        'compose.yaml': `services:
  board:
    build: .
    command: streamlit run board.py
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY views/ ./views/
`,
        'views/board.py': '',
      },
    },
  ],
  good: [
    {
      title: 'A script that is mounted',
      files: {
        'compose.yaml': `services:
  board:
    build: .
    command: streamlit run board.py
    volumes:
      - ./views:/srv
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY lib/ ./lib/
`,
        'views/board.py': '',
        'lib/plots.py': '',
      },
    },
  ],
});
