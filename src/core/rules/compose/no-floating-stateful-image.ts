import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findFloatingTag, keepsData } from '../../rulekit/image-tags.ts';

export const noFloatingStatefulImage = defineRule({
  id: 'compose/no-floating-stateful-image',
  equivalents: ['service-image-require-explicit-tag'],
  summary: 'Require a fixed tag for images that keep data in a format of their version',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    untagged: 'Image "{image}" has no tag; the next version may not read the data it keeps.',
    moving: 'Image "{image}" follows "{tag}"; a new version may not read the data it keeps.',
  },
  on: {
    service(service, report) {
      const { image, build } = service;
      if (image === undefined || build !== undefined || !keepsData(service)) return;
      const tag = findFloatingTag(image);
      if (tag === '') report.untagged(image.at, { image: image.text });
      else if (tag !== undefined) report.moving(image.at, { image: image.text, tag });
    },
  },
});

export const noFloatingStatefulImagePage = definePage({
  rationale:
    'Databases, object stores, MLflow and Airflow write their data in a format of their version. When a pull brings the next major version, the container stops with an error, or migrates data that the old version cannot read again.',
  bad: [
    {
      title: 'A database that upgrades itself',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:latest
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
`,
      },
    },
    {
      title: 'No tag at all',
      files: {
        'compose.yaml': `services:
  store:
    image: minio/minio
    command: server /data
    volumes:
      - store:/data
volumes:
  store:
`,
      },
    },
  ],
  good: [
    {
      title: 'A version',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:17.2
    volumes:
      - db:/var/lib/postgresql/data
volumes:
  db:
`,
      },
    },
  ],
});
