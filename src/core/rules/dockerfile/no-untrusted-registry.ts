import type { ImageReference } from '../../model/project.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUntrustedRegistry = defineRule({
  id: 'dockerfile/no-untrusted-registry',
  equivalents: ['DL3026'],
  summary: 'Disallow images from other registries than those listed',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    untrusted: '"{registry}" is not among the registries that the settings allow.',
  },
  options: {
    registries: {
      description:
        'Registries that images may come from, such as `docker.io`; `*` at the beginning or the end stands for any text. Without a list every registry is fine.',
      default: [] as readonly string[],
    },
  },
  on: {
    stage({ base, parent }, report, { options }) {
      if (base === undefined || parent !== undefined || base.text === 'scratch') return;
      const registry = findUntrusted(base, options.registries);
      if (registry !== undefined) report.untrusted(base.at, { registry });
    },
    instruction({ instruction }, report, { dockerfile, options }) {
      if (instruction.keyword !== 'COPY') return;
      const from = instruction.flags.find(({ name }) => name === 'from');
      if (from?.value === undefined || from.valueAt === undefined || /^\d+$/.test(from.value))
        return;
      const { value, valueAt } = from;
      const isStage = dockerfile?.stages.some(
        ({ name }) => name?.toLowerCase() === value.toLowerCase(),
      );
      if (isStage === true) return;
      const image = parseImageReference({
        text: value,
        at: valueAt,
        isKnown: !value.includes('$'),
      });
      const registry = findUntrusted(image, options.registries);
      if (registry !== undefined) report.untrusted(valueAt, { registry });
    },
  },
});

/** The image's registry where it is not listed; undefined where nobody knows it or there is no list. */
function findUntrusted(image: ImageReference, trusted: readonly string[]): string | undefined {
  if (trusted.length === 0 || !image.isKnown) return undefined;
  const registry = image.registry ?? 'docker.io';
  return trusted.some((one) => isMatch(registry, one)) ? undefined : registry;
}

function isMatch(registry: string, wanted: string): boolean {
  if (wanted === '*' || registry === wanted) return true;
  if (wanted.startsWith('*')) return registry.endsWith(wanted.slice(1));
  if (wanted.endsWith('*')) return registry.startsWith(wanted.slice(0, -1));
  return registry === 'docker.io' && wanted === 'hub.docker.com';
}

export const noUntrustedRegistryPage = definePage({
  rationale:
    'An image runs with all that a build and a container may do. A team that mirrors or scans its images wants no other; the list says which registries those are, and without one this rule says nothing.',
  references: ['https://docs.docker.com/reference/cli/docker/image/pull/'],
  bad: [
    {
      title: 'A registry that is not listed',
      files: {
        '.drydock.yaml':
          'rules:\n  dockerfile/no-untrusted-registry:\n    registries: [docker.io, "*.example.org"]\n',
        Dockerfile:
          'FROM ghcr.io/team/base:1.2\nCOPY --from=quay.io/tool/cli:2.0 /bin/cli /bin/cli\n',
      },
    },
  ],
  good: [
    {
      title: 'Listed ones, stages and a list as hadolint has it',
      files: {
        '.hadolint.yaml': 'trustedRegistries:\n  - docker.io\n  - "*.example.org"\n',
        Dockerfile:
          'FROM eu.example.org/base:1.2 AS build\nRUN make\nFROM debian:12\nCOPY --from=build /bin/cli /bin/cli\n',
      },
    },
  ],
});
