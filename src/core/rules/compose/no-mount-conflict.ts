import type { Service } from '../../model/project.ts';
import { findEntry, findText, listItems, readText } from '../../rulekit/compose-values.ts';
import type { PlacedText } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noMountConflict = defineRule({
  id: 'compose/no-mount-conflict',
  summary: 'Disallow a mount and a temporary file system at one path',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    taken: '"{target}" is mounted by "tmpfs" and something else, so Compose refuses the file.',
  },
  on: {
    service(service, report) {
      const first = new Set<string>();
      const texts = new Set<string>();
      for (const { text, at } of listTemporary(service)) {
        const target = text.split(':')[0] ?? '';
        if (first.has(target) && !texts.has(text)) report.taken(at, { target });
        first.add(target);
        texts.add(text);
      }
      for (const { target, targetAt, isKnown } of service.mounts) {
        if (isKnown && target !== '' && first.has(target)) report.taken(targetAt, { target });
      }
    },
  },
});

function listTemporary({ value }: Service): readonly PlacedText[] {
  const single = findText(value, 'tmpfs');
  if (single !== undefined) return [single];
  return listItems(findEntry(value, 'tmpfs')?.value).flatMap((item) => readText(item) ?? []);
}

export const noMountConflictPage = definePage({
  rationale:
    'A path of a container can hold one mount. Compose refuses the whole file when `tmpfs` and `volumes` name the same path.',
  references: ['https://docs.docker.com/reference/compose-file/services/#tmpfs'],
  bad: [
    {
      title: 'A scratch folder twice',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    tmpfs: /scratch\n    volumes: ["scratch:/scratch"]\nvolumes:\n  scratch:\n',
      },
    },
  ],
  good: [
    {
      title: 'Paths of their own',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    tmpfs: /scratch\n    volumes: ["cache:/cache"]\nvolumes:\n  cache:\n',
      },
    },
  ],
});
