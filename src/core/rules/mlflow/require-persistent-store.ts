import { findMount } from '../../model/mlflow-mounts.ts';
import { findStoreOpeners, type StoreOpener } from '../../model/mlflow-openers.ts';
import { hasUnseenVariables } from '../../model/mlflow-peer.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isAtLeast } from '../../model/mlflow-versions.ts';
import type { MlflowStore } from '../../model/mlflow-store.ts';
import type { Service } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ExampleFiles, Report } from '../../rulekit/rule.ts';

const messages = {
  lost: 'The store "{path}" is on no volume, so all runs are lost with the container.',
  slashes: '"{uri}" means "{path}", which is on no volume: an absolute path takes four slashes.',
  relative: '"{uri}" means "{path}", which is on no volume: runs are lost with the container.',
  default: 'Without --backend-store-uri runs go to "{path}", which is on no volume.',
  users: 'Users are kept in "{path}", which is on no volume: they are lost with the container.',
  artifacts: 'Artifacts go to "{path}", which is on no volume: they are lost with the container.',
} as const;

export const requirePersistentStore = defineRule({
  id: 'mlflow/require-persistent-store',
  summary: 'Require stores of runs and artifacts to lie on volumes',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const stack = project.mlflow.findStack(fileSet);
      const { servers, clients } = stack;
      for (const { peer, server, uri, store } of findStoreOpeners(stack)) {
        if (server !== undefined || !hasKnownMounts(peer.service)) continue;
        checkPlace({ service: peer.service, uri, store }, report);
      }
      for (const server of servers) {
        if (!hasKnownMounts(server.service)) continue;
        checkUsers(server, report);
        const isUsed = clients.some((client) => client.server === server);
        const isKept = checkBackend(server, isUsed, report);
        if (isKept) checkArtifacts(server, isUsed, report);
      }
    },
  },
});

/** True where runs outlive the container. */
function checkBackend(
  server: TrackingServer,
  isUsed: boolean,
  report: Report<typeof messages>,
): boolean {
  const { service, backendUri, backend, workdir } = server;
  if (backendUri === undefined) {
    if (workdir === undefined) return false;
    const name = isAtLeast(server.peer.mlflow, '3.7') ? 'mlflow.db' : 'mlruns';
    const path = resolveInImage(workdir, name);
    if (findMount(service, path) !== undefined) return true;
    // Somebody tries it out: nothing is kept, and nobody writes to it.
    if (isUsed || service.mounts.length > 0 || service.ports.length > 0)
      report.default(server.server.at, { path });
    return false;
  }
  if (backend?.kind === 'database') return true;
  return backend !== undefined && checkPlace({ service, uri: backendUri, store: backend }, report);
}

function checkPlace(
  { service, uri, store }: Pick<StoreOpener, 'uri' | 'store'> & { readonly service: Service },
  report: Report<typeof messages>,
): boolean {
  if (store.kind !== 'files' && store.kind !== 'sqlite') return false;
  const { path, written, isRelative, kind } = store;
  if (path === undefined) return false;
  if (findMount(service, path) !== undefined) return true;
  const names = { uri: uri.text, path };
  if (!isRelative) report.lost(uri.at, { path });
  else if (kind === 'sqlite' && findMount(service, `/${written}`) !== undefined) {
    report.slashes(uri.at, names);
  } else report.relative(uri.at, names);
  return false;
}

/** Users of basic-auth lie in the working directory; a file of settings may say another place. */
function checkUsers(
  { server, service, workdir }: TrackingServer,
  report: Report<typeof messages>,
): void {
  const app = server.findOption(['--app-name'], []);
  const settings = server.findOption([], ['MLFLOW_AUTH_CONFIG_PATH']);
  if (app?.text !== 'basic-auth' || settings !== undefined || workdir === undefined) return;
  const path = resolveInImage(workdir, 'basic_auth.db');
  if (findMount(service, path) === undefined && !hasUnseenVariables(service)) {
    report.users(app.at, { path });
  }
}

function checkArtifacts(
  server: TrackingServer,
  isUsed: boolean,
  report: Report<typeof messages>,
): void {
  const { service, artifactRoot, artifactsDestination, clientRoot, servesArtifacts } = server;
  if (clientRoot?.kind !== 'proxy' || !servesArtifacts) return;
  // Who only looks at runs needs no place for artifacts.
  if (!isUsed && artifactsDestination === undefined) return;
  const path =
    artifactsDestination === undefined ? resolveDefault(server) : toPath(server.destination);
  if (path === undefined || findMount(service, path) !== undefined) return;
  report.artifacts((artifactsDestination ?? artifactRoot ?? server.server).at, { path });
}

/** Where a server puts artifacts that is told nothing. */
function resolveDefault({ workdir }: TrackingServer): string | undefined {
  return workdir === undefined ? undefined : resolveInImage(workdir, 'mlartifacts');
}

function toPath(store: MlflowStore | undefined): string | undefined {
  return store?.kind === 'files' ? store.path : undefined;
}

/** False where a mount may be anywhere. */
function hasKnownMounts({ mounts, value }: Service): boolean {
  if (value.entries.has('volumes_from')) return false;
  return mounts.every(({ isKnown, target }) => isKnown || /^\/[\w./-]+$/.test(target));
}

const stack = (options: string): ExampleFiles => ({
  'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    working_dir: /srv
    command: mlflow server --host 0.0.0.0${options}
    volumes:
      - state:/state
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
volumes:
  state:
`,
});

export const requirePersistentStorePage = definePage({
  rationale:
    'What a container writes outside of its volumes is gone when it is created anew, which happens with every change of the image or the compose file. `sqlite:///runs.db` is relative to the working directory; an absolute path has four slashes.',
  exceptions: 'A server for a demonstration or a test keeps nothing on purpose.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/backend-store/'],
  bad: [
    {
      title: 'Three slashes, which make the path relative',
      files: stack(' --backend-store-uri sqlite:///state/runs.db'),
    },
    { title: 'A relative path', files: stack(' --backend-store-uri ./runs') },
    { title: 'Another folder', files: stack(' --backend-store-uri sqlite:////data/runs.db') },
    { title: 'No store at all', files: stack('') },
    {
      title: 'Runs on the volume, artifacts in the container',
      files: stack(' --backend-store-uri sqlite:////state/runs.db'),
    },
    {
      title: 'Users on no volume',
      files: stack(
        ' --app-name basic-auth --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files',
      ),
      alsoReports: ['mlflow/require-auth-settings'],
    },
  ],
  good: [
    {
      title: 'Both on a volume',
      files: stack(
        ' --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files',
      ),
    },
  ],
});
