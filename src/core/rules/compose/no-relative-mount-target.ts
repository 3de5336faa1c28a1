import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRelativeMountTarget = defineRule({
  id: 'compose/no-relative-mount-target',
  summary: 'Require the path of a mount inside the container to be absolute',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    relative: '"{target}" is no absolute path, so the engine refuses to create the container.',
    alone:
      '"{target}" is taken for a path of the container and is not absolute; a volume needs "name:/path".',
    drive: '"{target}" is read as a path on a Windows drive and not as the volume "{name}".',
  },
  on: {
    fileSet({ services, volumes }, report) {
      const names = new Set(volumes.map(({ name }) => name));
      for (const { mounts } of services) {
        for (const { target, targetAt, source, isKnown, kind } of mounts) {
          if (!isKnown || target === '' || target.startsWith('/')) continue;
          const name = /^([A-Za-z]):/.exec(target)?.[1];
          if (name !== undefined) {
            if (source === undefined && names.has(name)) report.drive(targetAt, { target, name });
          } else if (source === undefined && kind === 'volume') report.alone(targetAt, { target });
          else report.relative(targetAt, { target });
        }
      }
    },
  },
});

export const noRelativeMountTargetPage = definePage({
  rationale:
    'Compose accepts the file, and the engine then refuses to create the container: the path of a mount has to be absolute. A volume whose name is one letter is read as a Windows drive and quietly replaced by an anonymous one.',
  references: ['https://docs.docker.com/reference/compose-file/services/#volumes'],
  bad: [
    {
      title: 'A path that depends on the working directory',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - ./data:data\n',
      },
    },
    {
      title: 'A volume without a path',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - models\nvolumes:\n  models:\n',
      },
    },
    {
      title: 'A volume with a name of one letter',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - m:/models\nvolumes:\n  m:\n',
      },
    },
  ],
  good: [
    {
      title: 'Absolute paths',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - models:/models\n      - /scratch\nvolumes:\n  models:\n',
      },
    },
  ],
});
