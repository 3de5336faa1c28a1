import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toLogLines } from '../../../src/app/post-mortem-log.ts';
import { findSymptoms } from '../../../src/app/symptoms/find-symptoms.ts';
import { symptoms } from '../../../src/app/symptoms/symptoms.data.ts';
import { rules } from '../../../src/core/rules/index.ts';
import { provokedLogs } from './provoked.data.ts';

function readLog(folder: 'logs' | 'clean', name: string): readonly string[] {
  const url = new URL(`${folder}/${name}.txt`, import.meta.url);
  return toLogLines(readFileSync(url, 'utf8'));
}

function listLogs(folder: 'logs' | 'clean'): readonly string[] {
  const names = readdirSync(new URL(folder, import.meta.url));
  return names.map((name) => name.replace(/\.txt$/, '')).toSorted();
}

describe('symptoms of provoked logs', () => {
  it.each(provokedLogs)('tells $file from what "$command" wrote', ({ file, says }) => {
    const [first] = findSymptoms(readLog('logs', file));
    expect(first).toMatchObject({ id: file.split('.')[0], cause: says });
    expect(first?.cause + (first?.fix ?? '')).not.toMatch(/[{}]/);
  });

  it('has every stored log in its table', () => {
    expect(provokedLogs.map(({ file }) => file).toSorted()).toEqual(listLogs('logs'));
  });
});

/** Of programs, machines and cards that could not be had: their lines are written from memory, neither provoked nor checked. */
const quotedLines = [
  ['cuda-out-of-memory', 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.'],
  ['cuda-old-driver', 'RuntimeError: CUDA driver version is insufficient for CUDA runtime version'],
  ['cuda-not-built-in', 'AssertionError: Torch not compiled with CUDA enabled'],
  ['cuda-other-gpu', 'CUDA error: no kernel image is available for execution on the device'],
  ['cuda-unused', 'Could not find cuda drivers on your machine, GPU will not be used.'],
  ['nccl-failed', 'torch.distributed.DistBackendError: NCCL error in: ProcessGroupNCCL.cpp:1275'],
  ['disk-quota', "OSError: [Errno 122] Disk quota exceeded: 'a.ckpt'"],
  [
    'database-needs-password',
    'Error: Database is uninitialized and superuser password is not specified.',
  ],
  ['mlflow-malformed-experiment', "WARNING root: Malformed experiment '12'. Detailed error"],
  ['model-version-mismatch', 'base.py:348: InconsistentVersionWarning: Trying to unpickle'],
  ['shared-memory-full', 'RuntimeError: DataLoader worker (pid 7) is killed by signal: Bus error.'],
  ['cuda-no-gpu', 'RuntimeError: Found no NVIDIA driver on your system.'],
] as const;

describe('symptoms of quoted lines', () => {
  it.each(quotedLines)('tells %s from %j', (id, line) => {
    expect(findSymptoms([line]).map((symptom) => symptom.id)).toEqual([id]);
  });
});

describe('healthy programs', () => {
  it.each(listLogs('clean'))('show no symptom in the log of %s', (name) => {
    const lines = readLog('clean', name);
    expect(lines.length).toBeGreaterThan(0);
    expect(findSymptoms(lines)).toEqual([]);
  });

  it('are at least twenty', () => {
    expect(listLogs('clean').length).toBeGreaterThanOrEqual(20);
  });
});

describe('the table of symptoms', () => {
  it('names only rules that exist, and each symptom once', () => {
    const known = new Set<string>(rules.map(({ id }) => id));
    expect(symptoms.flatMap((symptom) => symptom.rules).filter((id) => !known.has(id))).toEqual([]);
    const ids = symptoms.map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('reads a hostile log in time', () => {
    const pieces = [
      'a',
      "'",
      '/',
      'x: ',
      'failed with exception ',
      "HTTPConnectionPool(host='x', ",
    ];
    const lines = pieces.flatMap((piece) =>
      Array.from({ length: 20 }, () => piece.repeat(2_000).slice(0, 2_000)),
    );
    const begin = performance.now();
    findSymptoms(lines);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('what is told of several symptoms', () => {
  it('begins with the last one, and has hints at the end', () => {
    const ids = findSymptoms([
      "FileNotFoundError: [Errno 2] No such file or directory: 'a.csv'",
      'INFO: Uvicorn running on http://127.0.0.1:8000',
      'sqlite3.OperationalError: no such table: runs',
      'Failed to import Git',
    ]).map(({ id }) => id);
    expect(ids).toEqual([
      'no-such-table',
      'file-not-found',
      'mlflow-no-git',
      'listens-on-loopback',
    ]);
  });

  it('is one of a chain of exceptions, with the frames of the outermost', () => {
    const found = findSymptoms(readLog('logs', 'mlflow-loopback-tracking'));
    expect(found.map(({ id }) => id)).toEqual(['mlflow-loopback-tracking']);
    expect(found[0]?.frames.at(-1)).toEqual({ path: '<string>', line: 1 });
  });

  it('is no source line that a traceback quotes', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "/app/a.py", line 3, in <module>',
      '    raise ValueError("no such table: x")',
      'ValueError: odd',
    ];
    expect(findSymptoms(lines).map(({ cause }) => cause)).toEqual([
      'Python raised ValueError: odd',
    ]);
  });
});

describe('lines of a log', () => {
  it('keep their indentation and lose what was overwritten', () => {
    expect(toLogLines('  a\r\n\tb\n10%\r 50%\r100%\n\n')).toEqual(['  a', '    b', '100%']);
  });
});
