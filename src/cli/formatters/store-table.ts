import type {
  ExperimentContents,
  MetricHistory,
  ModelContents,
  RunContents,
  StoreContents,
} from '../../app/tracking/load-store-contents.ts';
import { nestRuns, type NestedRun } from '../../app/tracking/nest-runs.ts';
import {
  durationOf,
  formatMetric,
  summarizeMetrics,
  titleOf,
} from '../../app/tracking/run-text.ts';
import { toDisplayText } from '../../core/base/display-text.ts';

/** The contents of a store for people at a terminal. Every name in it is other people's text and made harmless. */
export function toStoreTable(contents: StoreContents): string {
  const { kind, location, version } = contents.description;
  const origin = version === undefined ? '' : `, MLflow ${toDisplayText(version)}`;
  return [
    `${toDisplayText(location, 500)} (${kind}${origin})`,
    ...contents.experiments.flatMap(toExperimentLines),
    ...toModelLines(contents.models),
    ...toLoggedModelLines(contents),
    '',
  ].join('\n');
}

function toExperimentLines({ experiment, runs }: ExperimentContents): readonly string[] {
  const count = runs.length === 1 ? '1 run' : `${runs.length} runs`;
  const deleted = experiment.lifecycleStage === 'deleted' ? ', deleted' : '';
  const heading = `${toDisplayText(experiment.name)} (id ${experiment.id}, ${count}${deleted})`;
  if (runs.length === 0) return ['', heading];
  const nested = nestRuns(runs.map(({ run }) => run));
  const rows = nested.flatMap((run) => toRunRows(run, 0));
  const histories = runs.flatMap(toHistoryLines);
  const columns = ['RUN', 'STATUS', 'STARTED (UTC)', 'TOOK', 'METRICS', 'ID'];
  return ['', heading, ...toTable([columns, ...rows]), ...histories];
}

function toRunRows({ run, children }: NestedRun, depth: number): readonly (readonly string[])[] {
  const deleted = run.lifecycleStage === 'deleted' ? ' (deleted)' : '';
  const row = [
    `${'  '.repeat(depth)}${titleOf(run)}`,
    `${run.status.toLowerCase()}${deleted}`,
    run.startedAt === undefined ? '' : toTime(run.startedAt),
    durationOf(run) ?? '',
    summarizeMetrics(run.metrics, 3),
    toDisplayText(run.id, 40),
  ];
  return [row, ...children.flatMap((child) => toRunRows(child, depth + 1))];
}

function toHistoryLines({ run, history }: RunContents): readonly string[] {
  return (history ?? []).map(({ key, points }: MetricHistory) => {
    const values = points.map(({ step, value }) => `${step}: ${formatMetric(value)}`);
    return `  ${titleOf(run)} ${toDisplayText(key)}  ${values.join(', ')}`;
  });
}

function toModelLines(models: readonly ModelContents[]): readonly string[] {
  if (models.length === 0) return [];
  const rows = models.flatMap(({ model, versions }) =>
    versions.map((version) => {
      const aliases = model.aliases.filter(({ value }) => value === version.version);
      return [
        toDisplayText(model.name),
        toDisplayText(version.version),
        aliases.map(({ key }) => toDisplayText(key)).join(', '),
        version.stage === undefined || version.stage === 'None' ? '' : toDisplayText(version.stage),
        toDisplayText(version.status).toLowerCase(),
        toDisplayText(version.runId ?? '', 40),
      ];
    }),
  );
  return [
    '',
    'Registered models',
    ...toTable([['MODEL', 'VERSION', 'ALIASES', 'STAGE', 'STATUS', 'RUN'], ...rows]),
  ];
}

function toLoggedModelLines({ loggedModels }: StoreContents): readonly string[] {
  if (loggedModels.length === 0) return [];
  const rows = loggedModels.map((model) => [
    toDisplayText(model.name),
    model.status.toLowerCase(),
    toDisplayText(model.id, 60),
    toDisplayText(model.sourceRunId ?? '', 40),
  ]);
  return ['', 'Logged models', ...toTable([['MODEL', 'STATUS', 'ID', 'RUN'], ...rows])];
}

function toTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

function toTime(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 16).replace('T', ' ');
}
