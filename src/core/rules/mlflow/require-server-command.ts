import type { Service } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireServerCommand = defineRule({
  id: 'mlflow/require-server-command',
  summary: "Require a whole command where MLflow's own image runs, which starts nothing by itself",
  severity: 'error',
  preset: 'essential',
  since: '0.3.0',
  messages: {
    none: 'This image starts no server by itself; the container ends at once without a command.',
    program:
      'This image has no entrypoint, so "{word}" is taken for a program: "mlflow" is missing.',
  },
  on: {
    service(service, report) {
      const { image, command, entrypoint } = service;
      if (image === undefined || !runsPlainImage(service)) return;
      if (entrypoint !== undefined) return;
      if (command === undefined || command.words.length === 0) {
        report.none(image.at);
        return;
      }
      const [first] = command.words;
      if (first === undefined || command.script !== undefined) return;
      if (/^(?:server|ui|models|db|gc|run|--?[a-z][\w-]*(?:=.*)?)$/.test(first.text)) {
        report.program(first.at, { word: first.text });
      }
    },
  },
});

/** The image of the MLflow project, as it is. */
function runsPlainImage(service: Service): boolean {
  const { image } = service;
  return (
    image?.registry === 'ghcr.io' &&
    image.repository === 'mlflow/mlflow' &&
    service.build === undefined &&
    findServiceStage(service) === undefined &&
    // A part that others extend.
    service.profiles.length === 0
  );
}

const compose = (command: string): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    ports:
      - "127.0.0.1:5000:5000"
${command}    volumes:
      - state:/state
volumes:
  state:
`;
const options =
  '--host 0.0.0.0 --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files';

export const requireServerCommandPage = definePage({
  rationale:
    'The image of the MLflow project is Python with MLflow installed. It has no entrypoint, and what it runs without a command is a Python that waits for nobody: the container ends with code 0, or with 127 where the first word is no program.',
  references: ['https://github.com/mlflow/mlflow/tree/master/docker'],
  bad: [
    { title: 'No command', files: { 'compose.yaml': compose('') } },
    {
      title: 'A command that begins behind "mlflow"',
      files: { 'compose.yaml': compose(`    command: server ${options}\n`) },
    },
  ],
  good: [
    {
      title: 'The whole command',
      files: { 'compose.yaml': compose(`    command: mlflow server ${options}\n`) },
    },
  ],
});
