import { replace } from '../../rulekit/edits.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRedundantPlatform = defineRule({
  id: 'dockerfile/no-redundant-platform',
  equivalents: ['DL3065', 'RedundantTargetPlatform'],
  summary: 'Disallow --platform=$TARGETPLATFORM in FROM',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { redundant: 'This is what FROM does anyway.' },
  on: {
    stage({ from }, report, { dockerfile }) {
      const flag = from.flags.find(({ name }) => name === 'platform');
      if (flag === undefined || !/^["']?\$\{?TARGETPLATFORM\}?["']?$/.test(flag.value ?? ''))
        return;
      const text = dockerfile?.tree.text ?? '';
      const end = flag.at.end + (/^[ \t]+/.exec(text.slice(flag.at.end))?.[0].length ?? 0);
      report.redundant(flag.at, {
        fixes: [
          {
            title: 'Remove --platform',
            kind: 'safe',
            edits: () => [replace({ ...flag.at, end }, '')],
          },
        ],
      });
    },
  },
});

export const noRedundantPlatformPage = definePage({
  rationale:
    'FROM takes the platform that the image is built for. Saying so makes a reader look for a reason.',

  references: ['https://docs.docker.com/reference/build-checks/redundant-target-platform/'],
  bad: [
    {
      title: 'The default',
      files: { Dockerfile: 'FROM --platform=$TARGETPLATFORM debian:12\n' },
      fixed: { Dockerfile: 'FROM debian:12\n' },
    },
  ],
  good: [
    {
      title: 'Another platform',
      files: { Dockerfile: 'FROM --platform=$BUILDPLATFORM debian:12\n' },
    },
  ],
});
