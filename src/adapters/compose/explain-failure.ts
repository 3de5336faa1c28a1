import { ComposeError } from '../../ports/compose-runner.ts';
import type { ComposeFailure } from '../../ports/compose-runner.ts';

interface Symptom {
  readonly words: RegExp;
  readonly failure: ComposeFailure;
  /** One sentence; `$1` is the first group of the words. */
  readonly sentence: string;
}

const symptoms: readonly Symptom[] = [
  {
    words:
      /is not a docker command|unknown command: docker compose|unknown shorthand flag: 'a' in -a/i,
    failure: 'not-installed',
    sentence: 'The Compose plugin of Docker is not installed.',
  },
  {
    words: /Cannot connect to the Docker daemon|error during connect|docker daemon is not running/i,
    failure: 'engine-unreachable',
    sentence: 'The container engine does not answer.',
  },
  {
    words: /permission denied while trying to connect/i,
    failure: 'engine-unreachable',
    sentence: 'You may not use the container engine.',
  },
  {
    words: /Bind for \S*?:(\d+) failed: port is already allocated/i,
    failure: 'port-taken',
    sentence: 'Port $1 is already taken by another container.',
  },
  {
    words: /listen tcp\S* \S*?:(\d+): bind: address already in use/i,
    failure: 'port-taken',
    sentence: 'Port $1 is already taken by another program.',
  },
  {
    words: /port is already allocated|address already in use/i,
    failure: 'port-taken',
    sentence: 'A published port is already taken.',
  },
  {
    words:
      /failed to solve|target \S+: failed|failed to build|executor failed running|returned a non-zero code/i,
    failure: 'build-failed',
    sentence: 'The build failed.',
  },
];

/** Makes one sentence of what Compose said before it failed. */
export function explainFailure(exitCode: number, log: string): ComposeError {
  for (const symptom of symptoms) {
    const found = symptom.words.exec(log);
    if (found === null) continue;
    const sentence = symptom.sentence.replace('$1', found[1] ?? '');
    return new ComposeError(symptom.failure, sentence, log);
  }
  const said = lastLine(log);
  return new ComposeError(
    'failed',
    said === '' ? `Compose ended with the exit code ${exitCode}.` : `Compose says: ${said}`,
    log,
  );
}

function lastLine(log: string): string {
  const lines = log.split('\n').map((line) => line.trim());
  const last = lines.findLast((line) => line !== '') ?? '';
  return last.length > 300 ? `${last.slice(0, 300)}…` : last;
}
