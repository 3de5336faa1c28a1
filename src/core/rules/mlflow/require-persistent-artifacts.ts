import type { Span } from '../../base/span.ts';
import { findServiceWorkdir } from '../../model/mlflow-files.ts';
import { findMount } from '../../model/mlflow-mounts.ts';
import { findStoreOpeners } from '../../model/mlflow-openers.ts';
import type { MlflowPeer } from '../../model/mlflow-peer.ts';
import { parseStore } from '../../model/mlflow-store.ts';
import type { Service } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ExampleFiles, Report } from '../../rulekit/rule.ts';

const messages = {
  location: 'Artifacts go to "{path}", which is on no volume, unlike the runs that they belong to.',
  default: 'Artifacts go to "{path}", which is on no volume: the experiment names no other place.',
} as const;

export const requirePersistentArtifacts = defineRule({
  id: 'mlflow/require-persistent-artifacts',
  summary: 'Require artifacts of programs that open their store themselves to lie on volumes, too',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const stack = project.mlflow.findStack(fileSet);
      const told = new Set<number>();
      for (const { peer, server, store } of findStoreOpeners(stack)) {
        if (server !== undefined || store.kind === 'files') continue;
        const isKept =
          store.kind === 'database' ||
          (store.kind === 'sqlite' && isMounted(peer.service, store.path));
        if (isKept) check(peer, told, report);
      }
      for (const peer of stack.peers) checkBesideModule(peer, told, report);
    },
  },
});

function check(peer: MlflowPeer, told: Set<number>, report: Report<typeof messages>): void {
  const { service, sources } = peer;
  const workdir = findServiceWorkdir(service);
  const calls = sources.flatMap(({ mlflow }) => mlflow);
  const locations = findLocations(peer);
  for (const { text, isKnown, at } of locations) {
    const store = isKnown && text !== undefined ? parseStore(text, workdir) : undefined;
    const path = store?.kind === 'files' ? store.path : undefined;
    if (path === undefined || isMounted(service, path) || told.has(at.start)) continue;
    told.add(at.start);
    report.location(at, { path });
  }
  const writing = calls.find(({ action }) => action === 'log-artifact' || action === 'log-model');
  if (locations.length > 0 || writing === undefined || workdir === undefined) return;
  const path = resolveInImage(workdir, 'mlruns');
  if (isMounted(service, path) || told.has(writing.at.start)) return;
  told.add(writing.at.start);
  report.default(writing.at, { path });
}

/** A program that begins both paths with one unknown folder, which is its own where the store is on a volume then. */
function checkBesideModule(
  peer: MlflowPeer,
  told: Set<number>,
  report: Report<typeof messages>,
): void {
  const { service, sources } = peer;
  const workdir = findServiceWorkdir(service);
  if (workdir === undefined) return;
  const stores = sources.flatMap(({ mlflow }) =>
    mlflow.flatMap(({ action, values }) =>
      action === 'set-tracking-uri' ? (values.get('uri') ?? []) : [],
    ),
  );
  const isKept = stores.some(({ text }) => {
    const [, rest] = /^(?:sqlite|file):\/\/\/?\{…\}\/(.+)$/.exec(text ?? '') ?? [];
    return rest !== undefined && isMounted(service, resolveInImage(workdir, rest));
  });
  if (!isKept) return;
  for (const { text, at } of findLocations(peer)) {
    const [, rest] = /^(?:file:\/\/)?\{…\}\/([^{}]+)$/.exec(text ?? '') ?? [];
    const path = rest === undefined ? undefined : resolveInImage(workdir, rest);
    if (path === undefined || isMounted(service, path) || told.has(at.start)) continue;
    told.add(at.start);
    report.location(at, { path });
  }
}

/** Where a program says that an experiment keeps its artifacts. */
interface ArtifactLocation {
  readonly text: string | undefined;
  readonly isKnown: boolean;
  readonly at: Span;
}

function findLocations({ sources }: MlflowPeer): readonly ArtifactLocation[] {
  return sources.flatMap(({ mlflow }) =>
    mlflow.flatMap(({ values }) => values.get('artifact_location') ?? []),
  );
}

/** Also where a mount cannot be read, which may lie anywhere. */
function isMounted(service: Service, path: string | undefined): boolean {
  const isUnknown = service.mounts.some(
    ({ isKnown, target }) => !isKnown && !target.startsWith('/'),
  );
  return isUnknown || path === undefined || findMount(service, path) !== undefined;
}

const project = (location: string, volume = ''): ExampleFiles => ({
  'compose.yaml': `services:
  train:
    build: .
    volumes:
      - runs:/srv/runs
${volume === '' ? '' : `      - ${volume}:/srv/files\n`}volumes:
  runs:
${volume === '' ? '' : `  ${volume}:\n`}`,
  Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir mlflow==3.9.0
COPY train.py ./
CMD ["python", "train.py"]
`,
  'train.py': `import mlflow

mlflow.set_tracking_uri("sqlite:////srv/runs/runs.db")
${location}with mlflow.start_run():
    mlflow.log_artifact("report.html")
`,
});
const experiment =
  'mlflow.create_experiment("prices", artifact_location="file:///srv/files")\nmlflow.set_experiment("prices")\n';

export const requirePersistentArtifactsPage = definePage({
  rationale:
    'A program that opens a database of runs itself writes artifacts to files of its own: to where the experiment says, or to `mlruns` in its working directory. Where only the database is on a volume, the runs survive the container and their artifacts do not.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/artifact-store/'],
  bad: [
    { title: 'A folder beside the volume', files: project(experiment) },
    { title: 'The default', files: project('') },
  ],
  good: [{ title: 'A volume for each', files: project(experiment, 'files') }],
});
