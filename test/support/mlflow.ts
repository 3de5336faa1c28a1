import { startMlflowServer } from '../../src/build/services/mlflow.ts';

/** The MLflow server that a suite talks to; `stop` ends it only when the suite started it. */
export interface TestMlflow {
  /** For example `http://127.0.0.1:41234`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The server that the test run started and named in `DRYDOCK_TEST_MLFLOW`, else one of this suite's own, with an empty store. */
export async function openTestMlflow(): Promise<TestMlflow> {
  const url = process.env['DRYDOCK_TEST_MLFLOW'] ?? '';
  return url === '' ? startMlflowServer() : { url, stop: () => Promise.resolve() };
}
