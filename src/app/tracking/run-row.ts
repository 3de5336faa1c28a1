import { toDisplayLines, toDisplayText } from '../../core/base/display-text.ts';
import type {
  Artifact,
  DatasetInput,
  KeyValue,
  Run,
  RunStatus,
} from '../../ports/tracking-store.ts';
import { formatSize } from '../format-size.ts';
import { treeCommands } from '../tree-commands.data.ts';
import type { Tone, ViewNode } from '../view-node.ts';
import type { NestedRun } from './nest-runs.ts';
import { durationOf, formatMetric, summarizeMetrics, titleOf } from './run-text.ts';

/** Loads what lies directly below a folder of a run's artifacts, as rows. */
export type LoadArtifacts = (
  run: Run,
  path: string,
  signal: AbortSignal,
) => Promise<readonly ViewNode[]>;

const looks: Readonly<Record<RunStatus, readonly [icon: string, tone: Tone, spoken: string]>> = {
  FINISHED: ['pass', 'good', 'finished'],
  RUNNING: ['sync', 'busy', 'running'],
  SCHEDULED: ['watch', 'busy', 'scheduled'],
  FAILED: ['error', 'bad', 'failed'],
  KILLED: ['circle-slash', 'bad', 'killed'],
  UNKNOWN: ['question', 'plain', 'state unknown'],
};

const noteLength = 2000;

/** A run with its nested runs and, in groups, everything that it logged. */
export function runRow(storeId: string, nested: NestedRun, loadArtifacts: LoadArtifacts): ViewNode {
  const { run, children } = nested;
  const [icon, tone, spoken] = looks[run.status];
  const detail = [durationOf(run), summarizeMetrics(run.metrics, 3)].filter(
    (part) => part !== undefined && part !== '',
  );
  return {
    id: `run:${storeId}:${run.id}`,
    kind: 'run',
    label: titleOf(run),
    detail: detail.join('  '),
    tooltip: toTooltip(run, spoken),
    icon,
    tone,
    spoken: `run ${spoken}`,
    context: ['run', run.status.toLowerCase()],
    target: { kind: 'run', store: storeId, run: run.id },
    children: async () => [
      ...children.map((child) => runRow(storeId, child, loadArtifacts)),
      ...groupRows(storeId, run, loadArtifacts),
    ],
  };
}

export function artifactRow(
  place: { readonly storeId: string; readonly run: Run },
  artifact: Artifact,
  loadArtifacts: LoadArtifacts,
): ViewNode {
  const name = artifact.path.split('/').at(-1) ?? artifact.path;
  const common = {
    id: `artifact:${place.storeId}:${place.run.id}:${artifact.path}`,
    label: toDisplayText(name),
    context: ['artifact', artifact.isFolder ? 'folder' : 'file'],
  };
  if (artifact.isFolder) {
    const children = (signal: AbortSignal) => loadArtifacts(place.run, artifact.path, signal);
    return { ...common, kind: 'artifactFolder', icon: 'folder', children };
  }
  const detail = artifact.size === undefined ? {} : { detail: formatSize(artifact.size) };
  return {
    ...common,
    ...detail,
    kind: 'artifact',
    icon: 'file',
    target: { kind: 'artifact', store: place.storeId, run: place.run.id, path: artifact.path },
    command: treeCommands.openArtifact,
  };
}

function groupRows(storeId: string, run: Run, loadArtifacts: LoadArtifacts): readonly ViewNode[] {
  const id = `run:${storeId}:${run.id}`;
  const metrics = run.metrics.map(({ key, value, step }) => ({
    key,
    value: formatMetric(value),
    tooltip: `${toDisplayText(key)} = ${value} at step ${step}`,
  }));
  const artifacts: ViewNode = {
    id: `${id}:artifacts`,
    kind: 'group',
    label: 'Artifacts',
    icon: 'files',
    context: ['group', 'artifacts'],
    children: (signal) => loadArtifacts(run, '', signal),
  };
  return [
    ...groupRow({ id: `${id}:params`, label: 'Parameters', icon: 'settings', rows: run.params }),
    ...groupRow({ id: `${id}:metrics`, label: 'Metrics', icon: 'graph', rows: metrics }),
    ...groupRow({ id: `${id}:tags`, label: 'Tags', icon: 'tag', rows: run.tags }),
    ...groupRow({
      id: `${id}:data`,
      label: 'Datasets',
      icon: 'table',
      rows: run.datasets.map(toRow),
    }),
    artifacts,
  ];
}

interface Group {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly rows: readonly (KeyValue & { readonly tooltip?: string })[];
}

/** A group of keys and values; none if there is nothing in it. */
function groupRow({ id, label, icon, rows }: Group): readonly ViewNode[] {
  if (rows.length === 0) return [];
  const children = rows.map(({ key, value, tooltip }): ViewNode => ({
    id: `${id}:${key}`,
    kind: 'value',
    label: toDisplayText(key),
    detail: toDisplayText(value),
    tooltip: tooltip ?? toDisplayLines(value, noteLength),
    icon: 'symbol-field',
    context: ['value'],
  }));
  const group: ViewNode = {
    id,
    kind: 'group',
    label,
    detail: String(rows.length),
    icon,
    context: ['group'],
    children: () => Promise.resolve(children),
  };
  return [group];
}

function toRow(dataset: DatasetInput): KeyValue {
  const context = dataset.tags.find(({ key }) => key === 'mlflow.data.context')?.value;
  const use = context === undefined ? '' : `${context}, `;
  return { key: dataset.name, value: `${use}${dataset.sourceType}, ${dataset.digest}` };
}

function toTooltip(run: Run, spoken: string): string {
  const started = run.startedAt === undefined ? undefined : new Date(run.startedAt);
  const isTime = started !== undefined && !Number.isNaN(started.getTime());
  const note = run.tags.find(({ key }) => key === 'mlflow.note.content')?.value ?? '';
  return [
    `${titleOf(run)}: ${spoken}`,
    ...(isTime ? [`started ${started.toISOString()}`] : []),
    ...(run.userId === '' ? [] : [`by ${toDisplayText(run.userId)}`]),
    `id ${toDisplayText(run.id)}`,
    ...(note === '' ? [] : ['', toDisplayLines(note, noteLength)]),
  ].join('\n');
}
