import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Project } from '../../model/project.ts';
import { readInstallCommands } from '../../model/python-install-commands.ts';
import { replace } from '../../rulekit/edits.ts';
import type { Report } from '../../rulekit/rule.ts';

type RequirementsList = NonNullable<ReturnType<Project['python']['findRequirements']>>;

const messages = {
  wrongName: '"{name}" is not the package that people mean; its name is "{right}".',
  broken: 'pip refuses the file at "{text}": a requirement looks like "numpy>=2".',
  marker: 'A merge left its marker "{marker}" here, so pip refuses the file.',
  twice: '"{name}" is here with another version too, so pip refuses the file.',
  builtIn: '"{name}" comes with Python, and the index has no such package that is meant.',
  option: 'pip drops "{option}" behind a requirement without a word; it needs a line of its own.',
} as const;

export const validRequirement = defineRule({
  id: 'python/valid-requirement',
  summary: 'Require requirements that pip can install',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    instruction({ instruction, script, variables }, report) {
      if (instruction.keyword !== 'RUN' || script === undefined) return;
      const commands = readInstallCommands(script, (name) => variables.get(name)?.value);
      for (const { tool, action, words } of commands) {
        if (action !== 'install' || !/^(?:pip|uv|poetry)$/.test(tool)) continue;
        for (const { text, at, isExact } of words) {
          const [name = ''] = text.toLowerCase().split(/[^a-z\d_.-]/);
          const right = wrongNames.get(name);
          if (right === undefined) continue;
          const nameAt = isExact ? { ...at, end: at.start + name.length } : at;
          report.wrongName(nameAt, { name, right });
        }
      }
    },
    project({ python }, report) {
      for (const file of python.dependencyFiles.values()) {
        if (!('groups' in file)) continue;
        for (const { requirements } of file.groups) {
          for (const { name, nameAt, url } of requirements) {
            const right = wrongNames.get(name);
            if (
              right === undefined ||
              url !== undefined ||
              file.project?.sources.has(name) === true
            ) {
              continue;
            }
            report.wrongName(
              nameAt,
              { name, right },
              {
                fixes: [
                  {
                    title: `Use ${right}`,
                    kind: 'suggestion',
                    edits: () => [replace(nameAt, right)],
                  },
                ],
              },
            );
          }
        }
        if (file.kind === 'requirements') checkList(file, report);
        for (const { name, nameAt, requirement } of file.options) {
          if (requirement !== undefined && globalOptions.has(name))
            report.option(nameAt, { option: name });
        }
      }
    },
  },
});

/** What pip reads line by line. */
function checkList(
  { groups, problems, options }: RequirementsList,
  report: Report<typeof messages>,
): void {
  for (const { at, message } of problems) {
    const isOption = options.some(
      ({ nameAt, requirement }) =>
        requirement !== undefined && nameAt.start >= at.start && nameAt.start < at.end,
    );
    if (isOption) continue;
    const marker = /"(<{7}|={7}|>{7})/.exec(message)?.[1];
    const text = /"([^"]*)"/.exec(message)?.[1] ?? '';
    if (marker !== undefined) report.marker(at, { marker });
    else if (text !== '') report.broken(at, { text });
  }
  const pins = new Map<string, string>();
  for (const { requirements } of groups) {
    for (const { name, nameAt, constraint, marker } of requirements) {
      if (builtInModules.has(name)) report.builtIn(nameAt, { name });
      if (marker !== undefined || !/^===?[^*]+$/.test(constraint.trim())) continue;
      const known = pins.get(name);
      if (known !== undefined && known !== constraint.trim()) report.twice(nameAt, { name });
      pins.set(name, constraint.trim());
    }
  }
}

/** Modules of Python for which the index has nothing, or something else. */
const builtInModules: ReadonlySet<string> = new Set(
  'pickle json logging sqlite3 datetime collections itertools functools threading subprocess os sys re math random time tkinter shutil glob'.split(
    ' ',
  ),
);

/** Import names and short names that are other, empty or broken projects on the index. */
const wrongNames: ReadonlyMap<string, string> = new Map([
  ['airflow', 'apache-airflow'],
  ['sklearn', 'scikit-learn'],
  ['skimage', 'scikit-image'],
  ['cv2', 'opencv-python-headless'],
  ['pil', 'pillow'],
  ['pytorch', 'torch'],
]);

const globalOptions: ReadonlySet<string> = new Set([
  '--index-url',
  '--extra-index-url',
  '--find-links',
  '--no-index',
  '--pre',
  '--trusted-host',
]);

export const validRequirementPage = definePage({
  rationale:
    'Some names that people import or say are other projects on the index, empty or broken on purpose, and the build stops there. Options of the index count for the whole file: behind a requirement pip drops them without a word, and the package comes from the usual index.',
  references: ['https://pip.pypa.io/en/stable/reference/requirements-file-format/'],
  bad: [
    {
      title: 'The name of the import',
      files: { 'requirements.txt': 'pandas==2.2.3\nsklearn\n' },
      fixed: { 'requirements.txt': 'pandas==2.2.3\nscikit-learn\n' },
    },
    {
      title: 'An index behind a requirement',
      files: {
        'requirements.txt':
          'torch==2.5.1+cpu --extra-index-url https://download.pytorch.org/whl/cpu\n',
      },
    },
    {
      title: 'What a merge left, a version for each, and a module of Python',
      files: {
        'requirements.txt':
          'pandas==2.2.3\n<<<<<<< HEAD\nnumpy==1.26.4\n=======\nnumpy==2.0.0\n>>>>>>> dev\npickle\nscipy=1.14.1\n',
      },
    },
  ],
  good: [
    {
      title: 'The right names, and the index on its own line',
      files: {
        'requirements.txt':
          '--extra-index-url https://download.pytorch.org/whl/cpu\ntorch==2.5.1+cpu\nscikit-learn==1.5.2\n',
      },
    },
  ],
});
