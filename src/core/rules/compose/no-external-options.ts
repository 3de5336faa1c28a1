import type { NamedResource } from '../../model/project.ts';
import { findText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noExternalOptions = defineRule({
  id: 'compose/no-external-options',
  summary: 'Disallow settings of volumes and networks that exist outside the project',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    option: 'The volume "{name}" is external, so Compose refuses "{key}" for it.',
    names: '"{name}" has two different names, which Compose refuses; "name" alone is enough.',
  },
  on: {
    fileSet({ volumes, networks, configs, secrets }, report) {
      for (const { entry, name, isExternal } of volumes) {
        if (!isExternal || entry.value?.kind !== 'map') continue;
        for (const { key, keyAt } of entry.value.entries.values()) {
          if (key === 'external' || key === 'name' || key.startsWith('x-')) continue;
          report.option(keyAt, { name, key });
        }
      }
      for (const resource of [...volumes, ...networks, ...configs, ...secrets]) {
        const at = findSecondName(resource);
        if (at !== undefined) report.names(at, { name: resource.name });
      }
    },
  },
});

/** `external: {name: …}` is the old way to say what `name` says today. */
function findSecondName({ entry }: NamedResource): NamedResource['entry']['at'] | undefined {
  const outer = findText(entry.value, 'name');
  const inner = findText(entry.value, 'external', 'name');
  return inner === undefined || outer === undefined || inner.text === outer.text
    ? undefined
    : inner.at;
}

export const noExternalOptionsPage = definePage({
  rationale:
    'An external volume is made by somebody else, so Compose cannot give it a driver, options or labels. It refuses the whole file instead of leaving them out.',
  references: ['https://docs.docker.com/reference/compose-file/volumes/#external'],
  bad: [
    {
      title: 'A driver for a volume that is there already',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes: ["models:/models"]\nvolumes:\n  models:\n    external: true\n    driver: local\n',
      },
    },
    {
      title: 'Two names',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\nnetworks:\n  default:\n    name: shared\n    external:\n      name: common\n',
      },
    },
  ],
  good: [
    {
      title: 'Only the name',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes: ["models:/models"]\nvolumes:\n  models:\n    external: true\n    name: shared-models\n',
      },
    },
  ],
});
