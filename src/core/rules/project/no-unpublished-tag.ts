import { findUnpublishedTag } from '../../model/published-tags.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnpublishedTag = defineRule({
  id: 'project/no-unpublished-tag',
  summary: 'Disallow combinations of versions that an image was never published in',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unpublished: 'There is no image of {wanted}, so it cannot be pulled; there is {available}.',
  },
  on: {
    stage({ base, parent }, report) {
      if (base === undefined || parent !== undefined) return;
      const found = findUnpublishedTag(base);
      if (found !== undefined) report.unpublished(base.at, { ...found });
    },
    service({ image, build }, report) {
      // With a build the name is what the result is called.
      if (image === undefined || build !== undefined) return;
      const found = findUnpublishedTag(image);
      if (found !== undefined) report.unpublished(image.at, { ...found });
    },
  },
});

export const noUnpublishedTagPage = definePage({
  rationale:
    'Tags such as `12.1.1-runtime-ubuntu24.04` join two versions, and only some pairs exist. The build or the start ends with "manifest unknown" or "not found", which reads like a problem of the network.',
  exceptions:
    'Only a few images are known, and releases newer than the table are taken for published.',
  bad: [
    {
      title:
        'A system that is newer than the CUDA release, and a Python that is older than Airflow',
      files: {
        Dockerfile: 'FROM nvidia/cuda:12.1.1-runtime-ubuntu24.04\n',
        'compose.yaml': 'services:\n  jobs:\n    image: apache/airflow:2.9.3-python3.7\n',
      },
    },
  ],
  good: [
    {
      title: 'Pairs that were published',
      files: {
        Dockerfile: 'FROM nvidia/cuda:12.1.1-runtime-ubuntu22.04\n',
        'compose.yaml': 'services:\n  jobs:\n    image: apache/airflow:2.9.3-python3.11\n',
      },
    },
  ],
});
