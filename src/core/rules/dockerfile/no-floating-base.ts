import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findFloatingTag, isOwnImage } from '../../rulekit/image-tags.ts';

export const noFloatingBase = defineRule({
  id: 'dockerfile/no-floating-base',
  equivalents: ['DL3006', 'DL3007', 'DS-0001', 'CKV_DOCKER_7'],
  summary: 'Require base images to name a fixed tag or digest',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    untagged: 'Base image "{image}" has no tag, so each build may start from another image.',
    moving: 'Base image "{image}" follows the moving tag "{tag}".',
  },
  on: {
    stage({ base, parent }, report, { project }) {
      if (base === undefined || parent !== undefined || !base.isKnown) return;
      if (isOwnImage(base, project)) return;
      const tag = findFloatingTag(base);
      if (tag === undefined) return;
      const equivalents = [tag === '' ? 'DL3006' : 'DL3007', 'DS-0001', 'CKV_DOCKER_7'];
      if (tag === '') report.untagged(base.at, { image: base.text }, { equivalents });
      else report.moving(base.at, { image: base.text, tag }, { equivalents });
    },
  },
});

export const noFloatingBasePage = definePage({
  rationale:
    'A base that moves changes Python and system libraries under a model. A build that worked last month fails, or gives other numbers, without a change in the repository.',
  bad: [
    {
      title: 'No tag, and one that moves',
      files: { Dockerfile: 'FROM nvidia/cuda AS build\nFROM pytorch/pytorch:latest\n' },
    },
  ],
  good: [
    {
      title: 'A version, a stage, and nothing at all',
      files: {
        Dockerfile:
          'FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime AS a\nFROM a AS b\nFROM scratch\n',
      },
    },
  ],
});
