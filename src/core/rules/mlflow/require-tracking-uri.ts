import { findTrackingCall, setsTrackingUri } from '../../model/mlflow-calls.ts';
import { mayHaveVariable } from '../../model/mlflow-peer.ts';
import type { Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireTrackingUri = defineRule({
  id: 'mlflow/require-tracking-uri',
  summary: 'Require a tracking URI where a service beside an MLflow server uses MLflow',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    missing:
      '"{service}" calls {call} without MLFLOW_TRACKING_URI, so "{server}" never hears of it.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, peers } = project.mlflow.findStack(fileSet);
      const [server] = servers;
      if (server === undefined) return;
      for (const peer of peers) {
        const { service } = peer;
        if (servers.some((one) => one.service === service)) continue;
        if (mayHaveVariable(peer, ['MLFLOW_TRACKING_URI', 'MLFLOW_REGISTRY_URI'])) continue;
        const call = findTrackingCall(peer);
        if (call === undefined || setsTrackingUri(peer)) continue;
        if (sharesMount(service, server.service)) continue;
        const names = { service: service.name, call: call.name, server: server.service.name };
        report.missing(service.nameAt, names, {
          related: [{ at: call.at, message: 'Called here.' }],
        });
      }
    },
  },
});

/** True where both have a folder in common, which may be the store itself. */
function sharesMount(a: Service, b: Service): boolean {
  return a.mounts.some(({ source }) => b.mounts.some((other) => other.source === source));
}

const stack = (environment: string): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
  train:
    build: .
    environment:
      ${environment}
volumes:
  state:
`;
const image = {
  Dockerfile: `FROM python:3.11-slim
RUN pip install --no-cache-dir mlflow==2.22.0
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
`,
  'train.py': 'import mlflow\n\nwith mlflow.start_run():\n    mlflow.log_metric("loss", 0.1)\n',
};

export const requireTrackingUriPage = definePage({
  rationale:
    'Without a tracking URI MLflow keeps runs in the working directory of the container. Nothing fails: the runs never appear on the server, and are gone with the container. A model of the registry is not found at all.',
  exceptions: 'Programs that get the address in another way, such as a settings file of their own.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/tracking-server/'],
  bad: [
    {
      title: 'A trainer beside the server',
      files: { 'compose.yaml': stack('EPOCHS: "14"'), ...image },
    },
  ],
  good: [
    {
      title: 'The address in the environment',
      files: { 'compose.yaml': stack('MLFLOW_TRACKING_URI: http://tracking:5000'), ...image },
    },
  ],
});
