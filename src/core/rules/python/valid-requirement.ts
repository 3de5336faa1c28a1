import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const validRequirement = defineRule({
  id: 'python/valid-requirement',
  summary: 'Require requirements that pip can install',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    wrongName: '"{name}" is not the package that people mean; its name is "{right}".',
    option: '"{option}" has to be on a line of its own; pip refuses the file as it is.',
  },
  on: {
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
        for (const { name, nameAt, requirement } of file.options) {
          if (requirement !== undefined && globalOptions.has(name))
            report.option(nameAt, { option: name });
        }
      }
    },
  },
});

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
    'Some names that people import or say are other projects on the index, empty or broken on purpose, and the build stops there. Options of the index count for the whole file, so pip refuses a line that has one behind a requirement.',
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
