import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validImageName = defineRule({
  id: 'compose/valid-image-name',
  summary: 'Require image names that the engine can read',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    upper: '"{image}" has capital letters in its name, which the engine refuses.',
    invalid: '"{image}" is no name of an image, so the engine can neither pull nor build it.',
  },
  on: {
    service({ image }, report) {
      if (image === undefined || !image.isKnown || image.text === '') return;
      const { text, at } = image;
      if (pattern.test(text)) return;
      const isCase = pattern.test(text.replace(/^[^:@]*/, (name) => name.toLowerCase()));
      if (isCase) report.upper(at, { image: text });
      else report.invalid(at, { image: text });
    },
  },
});

/** `[host[:port]/]name[/name…][:tag][@digest]`; only a host may have capital letters. */
const pattern =
  /^(?:(?:localhost|[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+|[A-Za-z\d-]+(?=:\d)|\[[\da-fA-F:]+\])(?::\d+)?\/)?[a-z\d]+(?:(?:\.|_|__|-+)[a-z\d]+)*(?:\/[a-z\d]+(?:(?:\.|_|__|-+)[a-z\d]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z\d]*(?:[-_+.][A-Za-z][A-Za-z\d]*)*:[\da-fA-F]{32,})?$/;

export const validImageNamePage = definePage({
  rationale:
    'Compose loads the file, and only a pull or a build finds out that the name is none: "invalid reference format". Names of images have small letters, digits and single separators.',
  references: ['https://docs.docker.com/reference/compose-file/services/#image'],
  bad: [
    {
      title: 'Capital letters',
      files: { 'compose.yaml': 'services:\n  train:\n    image: Team/Trainer:1.4.0\n' },
    },
    {
      title: 'Two tags',
      files: { 'compose.yaml': 'services:\n  train:\n    image: "trainer:1.4.0:cuda"\n' },
    },
  ],
  good: [
    {
      title: 'A registry, a name and a tag',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: registry.example.org:5000/team/trainer:1.4.0-CUDA\n',
      },
    },
  ],
});
