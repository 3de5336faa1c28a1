import type { FileSet, NamedResource } from '../../model/project.ts';
import { findEntry } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireSource = defineRule({
  id: 'compose/require-source',
  summary: 'Require secrets, configs and mounts to have one source',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    none: '"{name}" has no source: one of {keys} has to be there.',
    several: '"{name}" has several sources, "{first}" and "{second}"; Compose takes one.',
    bind: 'A bind mount needs a "source", so Compose refuses the file.',
    watch: 'Watching a folder with the action "{action}" needs a "target".',
  },
  on: {
    fileSet({ configs, secrets, services, kind }, report) {
      if (kind === 'overlay') return;
      for (const { resource, keys } of listSources(configs, secrets)) {
        const { entry, name } = resource;
        if (entry.value?.kind !== 'map') continue;
        const { entries } = entry.value;
        const [first, second] = keys.filter((key) => entries.has(key));
        const data = { name, keys: keys.map((key) => `"${key}"`).join(', ') };
        if (first === undefined) {
          if (!resource.isExternal && !isUnknown(resource)) report.none(entry.keyAt, data);
        } else if (second !== undefined) {
          report.several(entries.get(second)?.keyAt ?? entry.keyAt, { name, first, second });
        }
      }
      for (const { value } of services) {
        const mounts = findEntry(value, 'volumes')?.value;
        for (const item of mounts?.kind === 'list' ? mounts.items : []) {
          const type = findEntry(item, 'type')?.value;
          if (type?.kind !== 'scalar' || type.text !== 'bind') continue;
          if (findEntry(item, 'source') === undefined) report.bind(type.at);
        }
        const watches = findEntry(value, 'develop', 'watch')?.value;
        for (const item of watches?.kind === 'list' ? watches.items : []) {
          const action = findEntry(item, 'action')?.value;
          if (action?.kind !== 'scalar' || !action.text.startsWith('sync')) continue;
          if (findEntry(item, 'target') === undefined) {
            report.watch(action.at, { action: action.text });
          }
        }
      }
    },
  },
});

interface Sourced {
  readonly resource: NamedResource;
  readonly keys: readonly string[];
}

function listSources(configs: FileSet['configs'], secrets: FileSet['secrets']): readonly Sourced[] {
  return [
    ...configs.map((resource) => ({ resource, keys: ['file', 'environment', 'content'] })),
    ...secrets.map((resource) => ({ resource, keys: ['file', 'environment'] })),
  ];
}

/** `external` may be a variable. */
function isUnknown({ entry }: NamedResource): boolean {
  const external = findEntry(entry.value, 'external')?.value;
  return external?.kind === 'scalar' && external.text.includes('$');
}

export const requireSourcePage = definePage({
  rationale:
    'Compose has to know where the content of a secret or config comes from, which folder of the host a bind mount shows, and where watched files go. Without that, or with two answers, it refuses the whole file.',
  references: ['https://docs.docker.com/reference/compose-file/secrets/'],
  bad: [
    {
      title: 'A secret from nowhere',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    secrets: [store-key]\nsecrets:\n  store-key:\n    name: store-key\n',
      },
    },
    {
      title: 'A config with a file and a content',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    configs: [labels]\nconfigs:\n  labels:\n    file: ./labels.json\n    content: "{}"\n',
      },
    },
    {
      title: 'A bind mount of nothing',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - type: bind\n        target: /data\n',
      },
    },
    {
      title: 'A watch that does not say where to',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    develop:\n      watch:\n        - path: ./src\n          action: sync\n',
      },
    },
  ],
  good: [
    {
      title: 'A file, a variable, and what is there already',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    secrets: [store-key, token, shared]\nsecrets:\n  store-key:\n    file: ./store.key\n  token:\n    environment: TOKEN\n  shared:\n    external: true\n',
      },
    },
  ],
});
