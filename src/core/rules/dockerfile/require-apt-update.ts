import type { Span } from '../../base/span.ts';
import type { Stage, StageInstruction } from '../../model/project.ts';
import { isMounted } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findOperands, findPrograms } from '../../rulekit/shell-programs.ts';

export const requireAptUpdate = defineRule({
  id: 'dockerfile/require-apt-update',
  summary: 'Require the package lists of apt to be there when packages are installed',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    never: 'The base image has no package lists and nothing fetched them, so apt finds no package.',
    removed: 'An earlier step removed the package lists again, so apt finds no package here.',
  },
  on: {
    stage(stage, report) {
      let lists = findInherited(stage);
      for (const item of stage.instructions) {
        const { found, missing } = readStep(item, lists);
        if (missing !== undefined && lists === 'never') report.never(missing);
        else if (missing !== undefined) report.removed(missing);
        // Told once a stage.
        lists = missing === undefined ? found : 'maybe';
      }
    },
  },
});

type Lists = 'never' | 'removed' | 'maybe';

/** Published images of Debian and its relatives come without lists. */
function findInherited({ parent, base }: Stage): Lists {
  if (parent !== undefined) {
    let lists = findInherited(parent);
    for (const item of parent.instructions) lists = readStep(item, lists).found;
    return lists;
  }
  if (base?.isKnown !== true || base.registry !== undefined) return 'maybe';
  const isBare = /^(?:debian|ubuntu|python|node|nvidia\/cuda)$/.test(base.repository);
  return isBare && !/alpine|ubi|rocky|centos|windows/.test(base.tag ?? '') ? 'never' : 'maybe';
}

function readStep(
  item: StageInstruction,
  before: Lists,
): { readonly found: Lists; readonly missing: Span | undefined } {
  const { instruction, script, copy } = item;
  if (copy !== undefined && /\/(?:var|etc)\b|^\/$/.test(copy.destination.text))
    return { found: 'maybe', missing: undefined };
  if (instruction.keyword !== 'RUN') return { found: before, missing: undefined };
  if (script === undefined || instruction.heredocs.length > 0 || isMounted(item, '/var/lib/apt'))
    return { found: 'maybe', missing: undefined };
  let lists = isMounted(item, '/var/lib/apt/lists') ? 'maybe' : before;
  let missing: Span | undefined;
  for (const { name, nameAt, arguments: words, command } of findPrograms(script)) {
    const operands = findOperands(words, ['-o', '-t', '--target-release', '-c']);
    const [action, ...packages] = operands.map(({ plain }) => plain);
    if (/^(?:apt|apt-get|aptitude)$/.test(name)) {
      if (action === 'update') lists = 'maybe';
      const isFetched = packages.some((one) => !/^[./]|\.deb$|[$*]/.test(one));
      if (action === 'install' && isFetched && !command.isNested && lists !== 'maybe')
        missing ??= nameAt;
    } else if (name === 'rm' && words.some(({ plain }) => plain.startsWith('/var/lib/apt/lists'))) {
      lists = 'removed';
    } else if (mayFetch.test(name) || name.includes('$')) lists = 'maybe';
  }
  return { found: lists, missing };
}

/** Programs that may fetch the lists on their own. */
const mayFetch =
  /^(?:add-apt-repository|apt-add-repository|apt-file|install_packages|nala|(?:ba|da|z)?sh|eval|make|source|\.|ansible.*|.*\.(?:sh|py))$/;

export const requireAptUpdatePage = definePage({
  rationale:
    'Images come without the lists that say which packages there are, and a step that ends with `rm -rf /var/lib/apt/lists/*` takes them away again. The next `apt-get install` ends with "Unable to locate package".',
  exceptions: 'Nothing is said behind scripts, and for images that are not known.',
  bad: [
    {
      title: 'No lists at all',
      files: { Dockerfile: 'FROM python:3.12-slim\nRUN apt-get install -y libgomp1\n' },
    },
    {
      title: 'Lists that an earlier step removed',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apt-get update && apt-get install -y libgomp1 && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y git
`,
      },
    },
  ],
  good: [
    {
      title: 'Fetched in the same step',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apt-get update && apt-get install -y libgomp1 && rm -rf /var/lib/apt/lists/*
`,
      },
    },
  ],
});
