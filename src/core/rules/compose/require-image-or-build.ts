import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findEntry, hasForeignFiles } from '../../rulekit/compose-values.ts';

export const requireImageOrBuild = defineRule({
  id: 'compose/require-image-or-build',
  summary: 'Require each service to say what it runs',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    nothing:
      'The service "{service}" has neither "image" nor "build", so Compose refuses the file.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      if (hasForeignFiles(fileSet)) return;
      // What other files extend or include may be a half of something.
      const parts = new Set(project.fileSets.flatMap(({ includedFiles }) => includedFiles));
      if (fileSet.files.some((file) => parts.has(file))) return;
      for (const { name, nameAt, entry, value } of fileSet.services) {
        if (entry.value?.kind !== 'map') continue;
        const image = value.entries.get('image')?.value;
        const isEmpty = image?.kind === 'scalar' && image.style !== 'plain' && image.text === '';
        const hasImage = value.entries.has('image') && !isEmpty;
        const hasOrigin = hasImage || value.entries.has('build') || value.entries.has('provider');
        const isExtended = fileSet.files.some(
          ({ root }) => findEntry(root, 'services', name, 'extends') !== undefined,
        );
        // What a service extends may have been wrong, and that is said elsewhere.
        if (hasOrigin || (isExtended && fileSet.problems.length > 0)) continue;
        report.nothing(nameAt, { service: name });
      }
    },
  },
});

export const requireImageOrBuildPage = definePage({
  rationale:
    'Compose has nothing to start for a service without an image and without a build, and refuses the whole file.',
  exceptions:
    'Files that complete others, such as an override or a variant for GPUs, need neither and are not judged by themselves.',
  references: ['https://docs.docker.com/reference/compose-file/services/'],
  bad: [
    {
      title: 'A service that only has settings',
      files: {
        'compose.yaml':
          'services:\n  train:\n    command: train\n    environment:\n      EPOCHS: "10"\n',
      },
    },
  ],
  good: [
    {
      title: 'The override file says the rest',
      files: {
        'compose.yaml': 'services:\n  train:\n    command: train\n',
        'compose.override.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n',
      },
    },
  ],
});
