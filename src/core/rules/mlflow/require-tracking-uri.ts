import { findTrackingCall, setsTrackingUri } from '../../model/mlflow-calls.ts';
import { findTrackingUris, parseTrackingAddress } from '../../model/mlflow-clients.ts';
import { mayHaveVariable, type MlflowPeer } from '../../model/mlflow-peer.ts';
import { findModelServer, findVariable } from '../../model/mlflow-server.ts';
import { parseStore } from '../../model/mlflow-store.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import type { ScalarTextLike, Service } from '../../model/project.ts';
import { getServiceNames } from '../../model/service-address.ts';
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
    registry: '"{service}" loads "{uri}", and nothing says which server keeps that model.',
    override: '"{uri}" of the program wins over MLFLOW_TRACKING_URI: "{server}" never hears of it.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, peers } = project.mlflow.findStack(fileSet);
      const [server] = servers;
      for (const peer of peers) {
        const { service } = peer;
        if (servers.some((one) => one.service === service)) continue;
        const override = server === undefined ? undefined : findOverride(peer, servers);
        if (server !== undefined && override !== undefined) {
          report.override(override.at, { uri: override.text, server: server.service.name });
        }
        if (mayHaveVariable(peer, ['MLFLOW_TRACKING_URI', 'MLFLOW_REGISTRY_URI'])) continue;
        const registered = findRegisteredModel(peer);
        if (registered !== undefined && service.mounts.length === 0 && !setsTrackingUri(peer)) {
          report.registry(registered.at, { service: service.name, uri: registered.text });
          continue;
        }
        const call = findTrackingCall(peer);
        if (server === undefined || call === undefined || setsTrackingUri(peer)) continue;
        if (sharesMount(service, server.service)) continue;
        const names = { service: service.name, call: call.name, server: server.service.name };
        report.missing(service.nameAt, names, {
          related: [{ at: call.at, message: 'Called here.' }],
        });
      }
    },
  },
});

/** A store of files that the program names itself, although its environment has the address of a server. */
function findOverride(
  peer: MlflowPeer,
  servers: readonly TrackingServer[],
): ScalarTextLike | undefined {
  const variable = findVariable(peer.service, 'MLFLOW_TRACKING_URI');
  const host = parseTrackingAddress(variable?.text ?? '')?.host ?? '';
  if (!servers.some(({ service }) => getServiceNames(service).includes(host))) return undefined;
  const [uri] = findTrackingUris(peer);
  if (uri === undefined || uri === variable || !uri.isKnown) return undefined;
  const { kind } = parseStore(uri.text, undefined);
  const isFolder = kind === 'files' && /^(?:file:|\.{0,2}\/|mlruns)/.test(uri.text);
  return isFolder || kind === 'sqlite' ? uri : undefined;
}

/** `mlflow models serve -m models:/name/1`. */
function findRegisteredModel({ service, commands }: MlflowPeer): ScalarTextLike | undefined {
  const uri = findModelServer(service, commands)?.findOption(['--model-uri', '-m'], []);
  return uri?.text.startsWith('models:/') === true ? uri : undefined;
}

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
    {
      title: 'A program that names a folder itself',
      files: {
        ...image,
        'compose.yaml': stack('MLFLOW_TRACKING_URI: http://tracking:5000'),
        'train.py':
          'import mlflow\n\nmlflow.set_tracking_uri("file:./mlruns")\nmlflow.log_metric("loss", 0.1)\n',
      },
      alsoReports: ['mlflow/require-persistent-store'],
    },
    {
      title: 'A model of the registry that nobody can find',
      files: {
        'compose.yaml':
          'services:\n  model:\n    image: registry.example.org/model:1.4.0\n    command: mlflow models serve --host 0.0.0.0 --model-uri models:/prices/3\n',
      },
    },
  ],
  good: [
    {
      title: 'The address in the environment',
      files: { 'compose.yaml': stack('MLFLOW_TRACKING_URI: http://tracking:5000'), ...image },
    },
  ],
});
