import type { OpenDatabase } from './open-store.ts';
import { readExperiments } from './read-experiments.ts';
import { readLoggedModels } from './read-logged-models.ts';
import { readMetricHistory } from './read-metric-history.ts';
import { readModelVersions, readRegisteredModels } from './read-registry.ts';
import { readRun, readRuns } from './read-runs.ts';
import type { SqliteCall, SqliteCalls } from './worker-protocol.ts';

type Readers = {
  readonly [Call in SqliteCall]: (
    store: OpenDatabase,
    query: SqliteCalls[Call]['query'],
  ) => SqliteCalls[Call]['answer'];
};

const readers: Readers = {
  describe: ({ schema: { revision, releases } }) => ({
    ...(revision === undefined ? {} : { revision }),
    ...(releases === undefined ? {} : { releases }),
  }),
  experiments: readExperiments,
  runs: readRuns,
  run: readRun,
  metricHistory: readMetricHistory,
  registeredModels: readRegisteredModels,
  modelVersions: readModelVersions,
  loggedModels: readLoggedModels,
};

/** Answers one request inside one short read transaction, so that its statements agree with each other. */
export function answerQuery(store: OpenDatabase, call: SqliteCall, query: unknown): unknown {
  // The two ends of the protocol are typed by `SqliteCalls`; between them the query is only cloned.
  const read = readers[call] as (store: OpenDatabase, query: unknown) => unknown;
  store.database.exec('BEGIN');
  try {
    return read(store, query);
  } finally {
    store.database.exec('COMMIT');
  }
}
