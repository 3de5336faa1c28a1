import { hasUnseenVariables } from '../../model/mlflow-peer.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isAtLeast } from '../../model/mlflow-versions.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireAuthSettings = defineRule({
  id: 'mlflow/require-auth-settings',
  summary: 'Require what an MLflow server with users needs to start',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    key: 'Without MLFLOW_FLASK_SERVER_SECRET_KEY a server with basic-auth does not start.',
    package: 'The image of this server lacks flask-wtf, which basic-auth needs: "mlflow[auth]".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      for (const tracking of project.mlflow.findStack(fileSet).servers) {
        const app = tracking.server.findOption(['--app-name'], []);
        if (app?.text !== 'basic-auth') continue;
        if (lacksPackage(tracking)) report.package(app.at);
        // The key came with 2.20.2; before it was made up at each start.
        if (!isAtLeast(tracking.peer.mlflow, '2.20.2')) continue;
        const key = tracking.server.findOption([], ['MLFLOW_FLASK_SERVER_SECRET_KEY']);
        const isPassed = tracking.service.environment.some(
          ({ name }) => name === 'MLFLOW_FLASK_SERVER_SECRET_KEY',
        );
        if (key !== undefined || isPassed || hasUnseenVariables(tracking.service)) continue;
        report.key(app.at);
      }
    },
  },
});

function lacksPackage({ peer }: TrackingServer): boolean {
  const { mlflow, packages } = peer;
  if (mlflow === undefined || packages?.isComplete !== true) return false;
  return !mlflow.extras.includes('auth') && !packages.packages.has('flask-wtf');
}

const compose = (image: string, environment: string): string => `services:
  tracking:
    image: ${image}
    working_dir: /state
    command: >
      mlflow server --host 0.0.0.0 --app-name basic-auth
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
${environment}volumes:
  state:
`;
const key = '    environment:\n      MLFLOW_FLASK_SERVER_SECRET_KEY: ${KEY:?}\n';

export const requireAuthSettingsPage = definePage({
  rationale:
    'Users and permissions need a part of MLflow that is installed with `mlflow[auth]`, and a key that signs sessions. Without either the server ends with an exception when it starts.',
  references: ['https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth/'],
  bad: [
    {
      title: 'No key',
      files: { 'compose.yaml': compose('ghcr.io/mlflow/mlflow:v3.9.0-full', '') },
    },
    {
      title: 'The plain image',
      files: { 'compose.yaml': compose('ghcr.io/mlflow/mlflow:v3.9.0', key) },
    },
  ],
  good: [
    {
      title: 'Both',
      files: { 'compose.yaml': compose('ghcr.io/mlflow/mlflow:v3.9.0-full', key) },
    },
  ],
});
