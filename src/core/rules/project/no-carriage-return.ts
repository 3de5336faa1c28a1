import type { Span } from '../../base/span.ts';
import type { ProjectImages } from '../../model/image-files.ts';
import { findScriptPath, findStartScripts } from '../../model/process-scripts.ts';
import type { ProcessView } from '../../model/process-views.ts';
import type { Dockerfile, Project, Service, Stage } from '../../model/project.ts';
import { findScriptCommands, findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noCarriageReturn = defineRule({
  id: 'project/no-carriage-return',
  summary: 'Disallow Windows line ends in scripts that a container runs',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    script:
      'The lines of this script end in CR LF, which the shell in the container takes literally.',
  },
  on: {
    project(project, report) {
      // Nearly no project has one, and looking for what starts a script is long.
      if (![...project.snapshot.files.values()].some((text) => text?.includes('\r\n'))) return;
      const told = new Set<string>();
      for (const { path, at } of findScripts(project)) {
        const text = project.snapshot.files.get(path) ?? '';
        const end = text.indexOf('\r\n');
        if (end === -1 || told.has(path)) continue;
        told.add(path);
        const related = at === undefined ? [] : [{ at, message: 'It is started here.' }];
        const edits = (): readonly { readonly at: Span; readonly insert: string }[] =>
          [...text.matchAll(/\r(?=\n)/g)].map(({ index }) => ({
            at: { file: path, start: index, end: index + 1 },
            insert: '',
          }));
        const fix = { title: 'End the lines in LF', kind: 'suggestion' as const, edits };
        report.script({ file: path, start: 0, end }, { related, fixes: [fix] });
      }
    },
  },
});

interface Found {
  readonly path: string;
  /** What starts it; undefined where the image does so by itself. */
  readonly at: Span | undefined;
}

/** Scripts of the project that run in a container or while an image is built. */
function* findScripts(project: Project): Generator<Found> {
  const images = project.views.images;
  const views = project.views.processes;
  for (const view of views) {
    if (view.stage !== undefined && stripsReturns(view.stage)) continue;
    if (mentionsReturns(view)) continue;
    for (const { path, word } of findStartScripts(view, project)) yield { path, at: word.at };
  }
  for (const dockerfile of project.dockerfiles) {
    for (const stage of dockerfile.stages) {
      if (!stripsReturns(stage)) yield* findBuildScripts(dockerfile, stage, images);
    }
  }
  for (const service of project.fileSets.flatMap(({ services }) => services)) {
    if (findServiceStage(service) === undefined) yield* findInitScripts(service, project);
  }
}

/** What a RUN starts. */
function* findBuildScripts(
  dockerfile: Dockerfile,
  stage: Stage,
  images: ProjectImages,
): Generator<Found> {
  for (const item of stage.instructions) {
    if (item.instruction.keyword !== 'RUN' || item.script === undefined) continue;
    for (const command of findScriptCommands(item.script)) {
      const find = (path: string): string | undefined => {
        const found = images.findInStage(dockerfile, stage, path, item);
        return found.kind === 'file' ? found.source : undefined;
      };
      const found = findScriptPath(command, { workdir: item.workdir, find });
      if (found !== undefined) yield { path: found.path, at: found.word.at };
    }
  }
}

/** The images of databases run the scripts of one folder when they start for the first time. */
function* findInitScripts(service: Service, { snapshot }: Project): Generator<Found> {
  for (const { target, sourcePath, at } of service.mounts) {
    if (sourcePath === undefined || !target.startsWith('/docker-entrypoint-initdb.d')) continue;
    for (const path of snapshot.files.keys()) {
      const isMounted = path === sourcePath || path.startsWith(`${sourcePath}/`);
      if (isMounted && path.endsWith('.sh')) yield { path, at };
    }
  }
}

/** True where a step of the image takes the carriage returns out. */
function stripsReturns(stage: Stage): boolean {
  const own = stage.instructions.some(
    ({ instruction: { keyword, argument } }) => keyword === 'RUN' && strips.test(argument.text),
  );
  return own || (stage.parent !== undefined && stripsReturns(stage.parent));
}

function mentionsReturns({ commands }: ProcessView): boolean {
  return commands.some(({ words }) => words.some(({ text }) => strips.test(text)));
}

const strips = /dos2unix|fromdos|\\r|\\015|\^M/;

export const noCarriageReturnPage = definePage({
  rationale:
    'A script that was saved on Windows begins with "#!/bin/sh" and a carriage return. The kernel looks for an interpreter of that name and says "no such file or directory", and a shell that reads the rest takes the character for a part of the last word of each line.',
  exceptions:
    'An image that takes the characters out, with `dos2unix` or `sed`, is left alone. A line `*.sh text eol=lf` in `.gitattributes` keeps them away.',
  references: ['https://git-scm.com/docs/gitattributes#_eol'],
  bad: [
    {
      title: 'A start script from Windows',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY start.sh ./\nENTRYPOINT ["./start.sh"]\n',
        'start.sh': '#!/bin/sh\r\nexec python -m http.server 8000\r\n',
      },
      fixed: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY start.sh ./\nENTRYPOINT ["./start.sh"]\n',
        'start.sh': '#!/bin/sh\nexec python -m http.server 8000\n',
      },
    },
  ],
  good: [
    {
      title: 'Line ends that a shell knows, and a step that mends them',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY start.sh other.sh ./
RUN sed -i 's/\\r$//' other.sh
ENTRYPOINT ["./start.sh"]
`,
        'start.sh': '#!/bin/sh\nexec ./other.sh\n',
        'other.sh': '#!/bin/sh\r\nexec python -m http.server 8000\r\n',
      },
    },
  ],
});
