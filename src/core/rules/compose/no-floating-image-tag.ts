import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findFloatingTag, isOwnImage, keepsData } from '../../rulekit/image-tags.ts';

export const noFloatingImageTag = defineRule({
  id: 'compose/no-floating-image-tag',
  equivalents: ['service-image-require-explicit-tag'],
  summary: 'Require service images to name a fixed tag or digest',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    untagged: 'Image "{image}" has no tag, so each pull may bring a different image.',
    moving: 'Image "{image}" follows the moving tag "{tag}".',
  },
  on: {
    service(service, report, { project }) {
      const { image, build } = service;
      // With a build beside it the name is what the build is called.
      if (image === undefined || build !== undefined || keepsData(service)) return;
      if (isOwnImage(image, project)) return;
      const tag = findFloatingTag(image);
      if (tag === '') report.untagged(image.at, { image: image.text });
      else if (tag !== undefined) report.moving(image.at, { image: image.text, tag });
    },
  },
});

export const noFloatingImageTagPage = definePage({
  rationale:
    'A tag that moves makes an earlier run impossible to rebuild: the same compose file starts other software next month.',
  bad: [
    {
      title: 'No tag',
      files: {
        'compose.yaml': `services:
  proxy:
    image: nginx
`,
      },
    },
    {
      title: 'A tag that moves',
      files: {
        'compose.yaml': `services:
  dashboard:
    image: grafana/grafana:latest
`,
      },
    },
  ],
  good: [
    {
      title: 'A version',
      files: {
        'compose.yaml': `services:
  proxy:
    image: nginx:1.27.2
`,
      },
    },
  ],
});
