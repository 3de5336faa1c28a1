import { findText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noBuildWithImage = defineRule({
  id: 'compose/no-build-with-image',
  equivalents: ['no-build-and-image'],
  summary: 'Disallow a service that may be built or pulled without saying which',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    both: 'With "build" and "image", "up" first tries to pull; "pull_policy" says which is meant.',
  },
  on: {
    service({ value }, report) {
      const image = value.entries.get('image');
      if (image === undefined || !value.entries.has('build')) return;
      if (findText(value, 'pull_policy') !== undefined) return;
      report.both(image.keyAt);
    },
  },
});

export const noBuildWithImagePage = definePage({
  rationale:
    'A service with `build` and `image` takes an image of that name where it finds one, on the machine or in a registry, and builds otherwise. On another machine something else may run.',
  exceptions: 'An image that is built here to be pushed under that name.',
  references: ['https://docs.docker.com/reference/compose-file/build/'],
  bad: [
    {
      title: 'Built or pulled',
      files: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    build: .\n',
        Dockerfile: 'FROM scratch\n',
      },
    },
  ],
  good: [
    {
      title: 'Always built',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    build: .\n    pull_policy: build\n',
        Dockerfile: 'FROM scratch\n',
      },
    },
  ],
});
