import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validImageReference = defineRule({
  id: 'dockerfile/valid-image-reference',
  equivalents: ['INVALID_REFERENCE_FORMAT'],
  summary: 'Require base images to be written as Docker reads them',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { form: '"{image}" is no name of an image that Docker can read.' },
  on: {
    stage({ base, parent }, report) {
      if (base === undefined || parent !== undefined || !base.isKnown || /[$\s]/.test(base.text))
        return;
      const { text } = base;
      if (text !== '' && !reference.test(text)) report.form(base.at, { image: text });
    },
  },
});

/** Registry with port, folders and name in lower case, tag, digest. */
const reference =
  /^(?:[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?(?::\d+)?\/)?[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*(?:\/[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][\w.+-]*:[\dA-Fa-f]{32,})?$/;

export const validImageReferencePage = definePage({
  rationale:
    'Names are in lower case, a tag has letters, digits, dots, hyphens and underscores, and a digest is `sha256:` with 64 digits.',

  references: ['https://docs.docker.com/reference/cli/docker/image/tag/'],
  bad: [
    {
      title: 'An empty tag, and half a digest',
      files: { Dockerfile: 'FROM debian: AS a\nFROM debian@sha256:abc\n' },
    },
  ],
  good: [
    {
      title: 'Registry, port, tag and digest',
      files: {
        Dockerfile:
          'FROM registry.example.org:5000/team/app_x:1.0-rc_1 AS a\nFROM debian:12@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
      },
    },
  ],
});
