import type { Service } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import type { Span } from '../../base/span.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noMixedPlatform = defineRule({
  id: 'compose/no-mixed-platform',
  summary: 'Disallow services of one stack that are fixed to different platforms',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    mixed: '"{service}" is for {platform} and "{other}" for {others}: one of them is emulated.',
    base: 'The image of "{service}" is built on {base}, and the service asks for {platform}.',
  },
  on: {
    fileSet({ services }, report) {
      const fixed = services.flatMap((service) => readPlatform(service) ?? []);
      const counts = new Map<string, number>();
      for (const { platform } of fixed) counts.set(platform, (counts.get(platform) ?? 0) + 1);
      const [usual] = [...counts].sort(
        ([a, left], [b, right]) => right - left || rank(a) - rank(b),
      );
      for (const { service, platform, at } of fixed) {
        const other = fixed.find((one) => one.platform === usual?.[0]);
        if (other === undefined || platform === other.platform) continue;
        const related = [{ at: other.at, message: 'The other platform is here.' }];
        const data = {
          service: service.name,
          platform,
          other: other.service.name,
          others: other.platform,
        };
        report.mixed(at, data, { related });
      }
      for (const { service, platform, at } of fixed) {
        const flag = findServiceStage(service)?.from.flags.find(({ name }) => name === 'platform');
        const base = normalize(flag?.value ?? '$');
        if (base.includes('$') || base === platform || flag === undefined) continue;
        const related = [{ at: flag.at, message: 'The base is fixed here.' }];
        report.base(at, { service: service.name, base, platform }, { related });
      }
    },
  },
});

interface Fixed {
  readonly service: Service;
  readonly platform: string;
  readonly at: Span;
}

function readPlatform(service: Service): Fixed | undefined {
  const value = service.value.entries.get('platform')?.value;
  if (value?.kind !== 'scalar' || value.text === '' || value.text.includes('$')) return undefined;
  const platform = normalize(value.text);
  return platform.startsWith('linux/') ? { service, platform, at: value.at } : undefined;
}

/** The processor without its variant. */
function normalize(platform: string): string {
  const [system = '', processor] = platform.toLowerCase().replaceAll(/["']/g, '').split('/');
  const name = processor ?? (system === 'linux' ? '' : system);
  const usual = name === 'x86_64' ? 'amd64' : name === 'aarch64' ? 'arm64' : name;
  return platform.includes('$') ? '$' : `linux/${usual}`;
}

/** The servers that stacks run on are mostly of this kind. */
function rank(platform: string): number {
  return platform === 'linux/amd64' ? 0 : 1;
}

export const noMixedPlatformPage = definePage({
  rationale:
    'No machine runs two processors at once. A service that is fixed to another platform than the rest runs under emulation, many times slower, or ends with "exec format error" where none is set up.',
  exceptions: 'Platforms that a variable gives are left alone.',
  references: ['https://docs.docker.com/reference/compose-file/services/#platform'],
  bad: [
    {
      title: 'What one laptop left behind, and a base of another kind',
      files: {
        'compose.yaml': `services:
  cache:
    image: redis:7.4.1-alpine
    platform: linux/arm64
  encoder:
    build: .
    platform: linux/amd64
  worker:
    build: { context: ., target: worker }
    platform: linux/amd64
`,
        Dockerfile: `FROM --platform=linux/arm64 python:3.12-slim AS worker
FROM python:3.12-slim
`,
      },
    },
  ],
  good: [
    {
      title: 'One platform, and a variable',
      files: {
        'compose.yaml': `services:
  cache:
    image: redis:7.4.1-alpine
    platform: \${PLATFORM:-linux/arm64}
  encoder:
    image: example/encoder:1.0
    platform: linux/amd64
`,
      },
    },
  ],
});
