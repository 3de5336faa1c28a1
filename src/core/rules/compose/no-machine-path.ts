import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noMachinePath = defineRule({
  id: 'compose/no-machine-path',
  summary: 'Disallow bind mounts of folders that only one machine has',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    personal: '"{source}" is a folder of one machine, so nobody else can start this.',
  },
  on: {
    service({ mounts }, report) {
      for (const { kind, source, sourceAt } of mounts) {
        if (kind !== 'bind' || source === undefined) continue;
        if (personalPath.test(source)) report.personal(sourceAt, { source });
      }
    },
  },
});

/** A drive, or a folder in somebody's home; system accounts have homes too. */
const personalPath =
  /^(?:[A-Za-z]:[\\/]|\/mnt\/[a-z]\/|\/Users\/(?!Shared\/)[^/$]+\/|\/home\/(?!(?:app|user|jovyan|airflow|ubuntu|runner|vscode|docker|node)\/)[^/$]+\/)/;

export const noMachinePathPage = definePage({
  rationale:
    'A path with a drive letter or a home folder exists on the machine of its author. Elsewhere Docker creates an empty folder, and the container finds no data.',
  bad: [
    {
      title: 'A drive of one computer',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - "D:/recordings:/data:ro"\n',
      },
    },
  ],
  good: [
    {
      title: 'A folder that each person chooses',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - "${RECORDINGS:-./recordings}:/data:ro"\n',
      },
    },
  ],
});
