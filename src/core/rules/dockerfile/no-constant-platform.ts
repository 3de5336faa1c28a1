import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noConstantPlatform = defineRule({
  id: 'dockerfile/no-constant-platform',
  equivalents: ['DL3029', 'FromPlatformFlagConstDisallowed'],
  summary: 'Disallow a fixed platform in FROM',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    constant: 'The image is for "{platform}" on every machine, whatever it is built for.',
  },
  on: {
    stage({ from, name }, report) {
      const flag = from.flags.find((one) => one.name === 'platform');
      const platform = flag?.value?.replaceAll(/["']/g, '') ?? '';
      if (flag === undefined || platform === '' || platform.includes('$')) return;
      // A stage that is called for its platform means it.
      const parts = platform.toLowerCase().split('/');
      if (name !== undefined && parts.some((part) => name.toLowerCase().includes(part))) return;
      report.constant(flag.at, { platform });
    },
  },
});

export const noConstantPlatformPage = definePage({
  rationale:
    'An image of another platform runs under emulation, which takes many times as long and breaks numerical libraries. `docker build --platform` and `platform:` of Compose leave the choice to whoever builds.',
  exceptions: 'Software that exists for one platform only needs it.',
  references: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
  ],
  bad: [
    {
      title: 'A workaround for one laptop',
      files: { Dockerfile: 'FROM --platform=linux/amd64 python:3.12-slim\n' },
    },
  ],
  good: [
    {
      title: 'The platform of the builder, and a stage for one platform',
      files: {
        Dockerfile:
          'FROM --platform=$BUILDPLATFORM golang:1.23 AS tools\nFROM --platform=linux/amd64 python:3.12-slim AS app-amd64\n',
      },
    },
  ],
});
