import type { Symptom } from './symptom.ts';

/** Workers and memory of the processes in the container. */
export const processSymptoms: readonly Symptom[] = [
  {
    id: 'worker-out-of-memory',
    patterns: [/was sent SIGKILL! Perhaps out of memory\?/],
    cause: 'a worker of the server was killed, most likely for lack of memory',
    fix: 'Raise the memory limit of the service, or use fewer workers.',
    rules: [],
  },
  {
    id: 'worker-timeout',
    patterns: [/WORKER TIMEOUT \(pid:\d+\)/],
    cause: 'a worker of the server took too long for one request and was stopped',
    fix: 'Raise the time limit (GUNICORN_CMD_ARGS=--timeout=120), and look for what is slow: large artifacts, a slow database.',
    rules: [],
  },
  {
    id: 'out-of-memory',
    patterns: [
      /^MemoryError/,
      /numpy\S*ArrayMemoryError: Unable to allocate/,
      /std::bad_alloc/,
      /Cannot allocate memory/,
      /JavaScript heap out of memory/,
    ],
    cause: 'it could not get the memory it asked for',
    fix: 'Raise the memory limit of the service, or load less at once.',
    rules: [],
  },
  {
    id: 'processor-instruction',
    patterns: [/Illegal instruction/],
    cause: 'it was built for another processor',
    fix: 'Set platform: for the service, or use a build for this processor.',
    rules: [],
  },
  {
    id: 'too-many-files',
    patterns: [/\[Errno 24\] Too many open files/, /too many open files/],
    cause: 'it has too many files open at once',
    fix: 'Raise ulimits.nofile of the service, or use fewer loader workers.',
    rules: [],
  },
];
