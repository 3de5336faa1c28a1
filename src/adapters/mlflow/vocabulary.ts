import type { LifecycleStage, LoggedModel, RunStatus } from '../../ports/tracking-store.ts';

const runStatuses: readonly RunStatus[] = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];
const modelStatuses: readonly LoggedModel['status'][] = ['PENDING', 'READY', 'FAILED'];

/** A word (SQL and REST) or a number from 1 (file store). */
export function toRunStatus(value: string): RunStatus {
  return pick(runStatuses, value) ?? 'UNKNOWN';
}

/** A word, perhaps with a prefix as in `LOGGED_MODEL_READY`, or a number from 1 (SQL and file store). */
export function toModelStatus(value: string): LoggedModel['status'] {
  return pick(modelStatuses, value.replace(/^LOGGED_MODEL_/u, '')) ?? 'UNKNOWN';
}

export function toLifecycleStage(value: string | undefined): LifecycleStage {
  return value?.toLowerCase() === 'deleted' ? 'deleted' : 'active';
}

function pick<Word extends string>(words: readonly Word[], value: string): Word | undefined {
  return (
    words.find((word) => word === value) ?? words[/^\d+$/u.test(value) ? Number(value) - 1 : -1]
  );
}
