import { parentPort, workerData } from 'node:worker_threads';
import { TrackingError } from '../../../ports/tracking-store.ts';
import { answerQuery } from './answer-query.ts';
import { OpenStore } from './open-store.ts';
import { toSqliteError } from './sqlite-error.ts';
import type { SqliteRequest, SqliteResponse, SqliteWorkerData } from './worker-protocol.ts';

// The entry of the worker thread that holds a database: one request at a time, in order.
const { file, copyFolder } = workerData as SqliteWorkerData;
const store = new OpenStore(file, copyFolder);

parentPort?.on('message', (request: SqliteRequest) => {
  void answer(request).then((response) => parentPort?.postMessage(response, []));
});

async function answer({ id, call, query }: SqliteRequest): Promise<SqliteResponse> {
  try {
    return { id, answer: answerQuery(await store.open(), call, query) };
  } catch (cause) {
    const error = cause instanceof TrackingError ? cause : toSqliteError(cause);
    return { id, failure: error.failure, message: error.message };
  }
}
