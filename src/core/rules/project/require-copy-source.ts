import type { Span } from '../../base/span.ts';
import { folderOf, joinPath, nameOf } from '../../base/project-path.ts';
import { isBareTree } from '../../model/bare-tree.ts';
import { findContextFolders, findGap, isIn } from '../../model/context-folders.ts';
import {
  findCopySources,
  findMountSources,
  findOutsideMounts,
  type CopySource,
} from '../../model/copy-sources.ts';
import type { FileTree } from '../../model/file-tree.ts';
import type { GitIgnore } from '../../model/git-ignore.ts';
import type { Dockerfile } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import { isMadeBeforeBuild } from '../../rulekit/made-files.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import type { Extra, Report } from '../../rulekit/rule.ts';
import { isSampleDockerfile } from '../../rulekit/sample-paths.ts';
import { isSecretFile } from '../../rulekit/secret-files.ts';

const messages = {
  missing: '"{source}" is not in the build context, so the build stops here.',
  near: '"{source}" is not in the build context; there is "{near}".',
  outside: '"{source}" lies outside the build context, which Docker never sends.',
  ignored: '"{source}" is ignored by Git, so a fresh clone cannot build this.',
} as const;

export const requireCopySource = defineRule({
  id: 'project/require-copy-source',
  summary: 'Require what COPY and ADD take to be in the build context',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial || project.dockerfiles.length === 0) return;
      const { tree, gitIgnore } = project.views;
      const missing = project.dockerfiles.flatMap((dockerfile) =>
        checkDockerfile(dockerfile, { tree, gitIgnore }, report),
      );
      // Where much is missing from a tree without programs, the tree is what is incomplete.
      if (missing.length >= 4 && isBareTree(project.snapshot)) return;
      for (const source of missing) report.missing(source.word.at, { source: source.word.text });
    },
  },
});

/** Reports what is certain and returns what is nowhere at all. */
function checkDockerfile(
  dockerfile: Dockerfile,
  { tree, gitIgnore }: { readonly tree: FileTree; readonly gitIgnore: GitIgnore },
  report: Report<typeof messages>,
): readonly CopySource[] {
  for (const at of findOutsideMounts(dockerfile)) report.outside(at, { source: '..' });
  const sources = findCopySources(dockerfile);
  const found = findContextFolders(dockerfile, sources, tree);
  // Where nothing fits, a Dockerfile in the root can hardly be built from elsewhere.
  const isInRoot = folderOf(dockerfile.path) === '';
  const contexts = found.length === 0 && isInRoot ? dockerfile.contexts : found;
  const [first] = contexts;
  if (first === undefined) return [];
  // A guessed context that lacks most of what is copied is the wrong guess.
  const present = sources.filter(
    ({ path, isOutside }) => !isOutside && contexts.some(({ folder }) => isIn(tree, folder, path)),
  );
  const inside = sources.filter(({ isOutside }) => !isOutside);
  if (found.length === 0 && inside.some(({ path }) => isIn(tree, '', withoutFirst(path)))) {
    // Seen from the folder above all would be there.
    return [];
  }
  const isCertain = dockerfile.uses.length > 0 || present.length * 3 >= inside.length * 2;
  // Above the root nothing is known that could be the context instead.
  const isRooted = isInRoot && present.length > 0;
  const missing: CopySource[] = [];
  const told = new Set<number>();
  for (const source of [...sources, ...findMountSources(dockerfile)]) {
    const { word, path, isOutside } = source;
    if (isOutside) {
      // BuildKit cuts off what leads out and looks for the rest in the context.
      const rest = path.replace(/^(?:\.{1,2}\/)+/, '');
      if (contexts.every(({ folder }) => !isIn(tree, folder, rest))) {
        report.outside(word.at, { source: word.text });
      }
      continue;
    }
    if (contexts.some(({ folder }) => isIn(tree, folder, path))) continue;
    const place = joinPath(first.folder, path) ?? path;
    const gap = findGap(tree, place);
    const near = /[*?[]/.test(gap)
      ? undefined
      : findNearName(nameOf(gap), tree.namesIn(folderOf(gap)));
    if (gitIgnore.isIgnored(place)) report.ignored(word.at, { source: word.text });
    else if (near !== undefined && !isSecretFile(path)) {
      const extra = gap === place ? toExtra(source, near) : {};
      const at = findCause(source, nameOf(gap));
      if (!told.has(at.start) || at === word.at)
        report.near(at, { source: word.text, near }, extra);
      told.add(at.start);
    } else if (!/[*?[]/.test(nameOf(gap)) && !isMadeBeforeBuild(path)) {
      if (isCertain || (isRooted && !/[*?[]/.test(path))) missing.push(source);
    }
  }
  return isSampleDockerfile(dockerfile) ? [] : missing;
}

function withoutFirst(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(slash + 1);
}

/** The variable whose value leads nowhere; the word itself where it says the name. */
function findCause({ word, variables }: CopySource, name?: string): Span {
  const cause = variables.find(
    ({ value }) => name !== undefined && value.split('/').includes(name),
  );
  return cause?.at ?? word.at;
}

/** Puts the near name in the place of the last part of the source. */
function toExtra({ word }: CopySource, near: string): Extra {
  if (/[$"']/.test(word.text)) return {};
  const text = word.text.replace(/\/$/, '');
  const end = word.text.endsWith('/') ? '/' : '';
  const name = `${text.slice(0, text.lastIndexOf('/') + 1)}${near}${end}`;
  // In exec form the word stands in quotes.
  const insert = word.at.end - word.at.start > word.text.length ? JSON.stringify(name) : name;
  return {
    fixes: [{ title: `Copy ${name}`, kind: 'suggestion', edits: () => [replace(word.at, insert)] }],
  };
}

export const requireCopySourcePage = definePage({
  rationale:
    'COPY fails the build when its source is missing, which often happens after a file was renamed or the context in the compose file changed. It is noticed only by whoever builds without a cache.',
  exceptions:
    'Files that a script makes before the build are not in the repository; wheels and usual output folders are left alone.',
  references: ['https://docs.docker.com/build/concepts/context/'],
  bad: [
    {
      title: 'A requirements file under another name',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY requirement.txt .
COPY src/ src/
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'src/train.py': '',
      },
      fixed: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
COPY src/ src/
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'src/train.py': '',
      },
    },
    {
      title: 'A file that only its author has',
      alsoReports: ['secrets/no-copied-secret'],
      files: {
        Dockerfile: 'FROM python:3.12-slim\nCOPY service-account.json train.py /app/\n',
        '.gitignore': '*.json\n',
        'train.py': '',
      },
    },
    {
      title: 'A folder that is gone, and one above the context',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt train.py ./
COPY settings/ settings/
COPY ../shared /shared
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'train.py': '',
        'README.md': '',
      },
    },
  ],
  good: [
    {
      title: 'Everything is there',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
COPY src/ src/
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'src/train.py': '',
      },
    },
  ],
});
