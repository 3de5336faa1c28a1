import { startOf } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireProjectName = defineRule({
  id: 'compose/require-project-name',
  equivalents: ['require-project-name-field'],
  summary: 'Require the project to have a name of its own',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    missing: 'Without "name" the project is called like its folder, and so are its volumes.',
  },
  on: {
    fileSet({ files, root, kind }, report) {
      const [file] = files;
      if (file?.root === undefined || kind === 'overlay' || root.entries.has('name')) return;
      const [first] = file.root.entries.values();
      report.missing(first?.keyAt ?? startOf(file.path));
    },
  },
});

export const requireProjectNamePage = definePage({
  rationale:
    'Compose puts the name of the project before the names of containers, networks and volumes. Taken from the folder, it changes when the folder is renamed or cloned elsewhere, and the data of named volumes seems to be gone.',
  references: ['https://docs.docker.com/compose/how-tos/project-name/'],
  bad: [
    {
      title: 'A project that is called like its folder',
      files: { 'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n' },
    },
  ],
  good: [
    {
      title: 'A project with a name',
      files: { 'compose.yaml': 'name: churn\nservices:\n  train:\n    image: trainer:1.4.0\n' },
    },
  ],
});
