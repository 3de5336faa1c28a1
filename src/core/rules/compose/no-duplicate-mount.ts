import type { Mount } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDuplicateMount = defineRule({
  id: 'compose/no-duplicate-mount',
  summary: 'Disallow two mounts at the same path of a container',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    duplicate: '"{target}" is a mount of "{service}" already, so only one of them counts.',
  },
  on: {
    service({ name, mounts }, report) {
      const first = new Map<string, Mount>();
      for (const mount of mounts) {
        const target = mount.target.replace(/(?<=.)\/+$/, '');
        const other = first.get(target);
        if (other === undefined) first.set(target, mount);
        else if (mount.at.file === other.at.file) {
          const related = [{ at: other.targetAt, message: 'The first mount is here.' }];
          report.duplicate(mount.targetAt, { target, service: name }, { related });
        }
      }
    },
  },
});

export const noDuplicateMountPage = definePage({
  rationale:
    'A path of a container can hold one mount. With two, often a line that was copied twice, Compose refuses to start the service or quietly takes one of them.',
  bad: [
    {
      title: 'A line too many',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - ./jobs:/jobs\n      - ./other:/jobs/\n',
      },
    },
  ],
  good: [
    {
      title: 'A mount below another',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - ./jobs:/jobs\n      - ./other:/jobs/other\n',
      },
    },
  ],
});
