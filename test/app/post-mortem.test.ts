import { describe, expect, it } from 'vitest';
import { explainExit } from '../../src/app/explain-exit.ts';
import type { ExitFacts } from '../../src/app/explain-exit.ts';
import { explainStop } from '../../src/app/post-mortem.ts';
import { contractPrograms, toCommand } from '../contract/contract-programs.data.ts';
import { FakeEngine } from '../support/fake-engine.ts';

const signal = AbortSignal.timeout(10_000);

function verdict(facts: Partial<ExitFacts>): string {
  const base = { state: 'exited', exitCode: 0, oomKilled: false, error: '', hasStarted: true };
  return explainExit({ ...base, ...facts }).verdict;
}

describe('why a container stopped', () => {
  it.each([
    [{ exitCode: 0 }, /without an error/],
    [{ exitCode: 1 }, /failed \(exit code 1\)/],
    [{ exitCode: 2 }, /called wrongly/],
    [{ exitCode: 125 }, /engine could not run/],
    [{ exitCode: 126 }, /could not be executed/],
    [{ exitCode: 127 }, /not found/],
    [{ exitCode: 135 }, /SIGBUS.*shared memory/],
    [{ exitCode: 137 }, /SIGKILL/],
    [{ exitCode: 137, oomKilled: true }, /ran out of memory/],
    [{ exitCode: 139 }, /SIGSEGV/],
    [{ exitCode: 143 }, /SIGTERM.*asked to stop/],
    [{ exitCode: 255 }, /code -1/],
    [{ exitCode: 42 }, /exit code 42/],
    [{ state: 'created', hasStarted: false }, /never started/],
    [
      { state: 'created', hasStarted: false, error: 'exec: "trian": not found' },
      /could not be started: exec/,
    ],
    [{ state: 'running', health: 'unhealthy' }, /health check fails/],
    [{ state: 'restarting', exitCode: 1 }, /being restarted/],
  ] as const)('is said in one sentence for %j', (facts, words) => {
    expect(verdict(facts)).toMatch(words);
  });

  it('is told with the command, the last lines and the files, and makes nothing', async () => {
    const engine = new FakeEngine([
      {
        script: 'train',
        exitCode: 1,
        stdout: '\u001b[31mepoch 1\u001b[0m\r\n',
        stderr: 'Killed\n',
        writes: { path: '/mlflow.db', text: 'x' },
      },
    ]);
    engine.addImage('train:1');
    const spec = { image: 'train:1', name: 'train', labels: {}, command: ['train', "it's"] };
    await engine.start(await engine.createContainer(spec, signal), signal);
    engine.calls.length = 0;
    const postMortem = await explainStop(engine, 'train', signal);
    expect(postMortem).toMatchObject({
      verdict: 'The program failed (exit code 1).',
      exitCode: 1,
      signal: null,
      oomKilled: false,
      changedFiles: [{ path: '/mlflow.db', kind: 'added' }],
      findings: [],
    });
    expect(postMortem.evidence.map(({ text }) => text).slice(1)).toEqual([
      `train 'it'\\''s'`,
      'epoch 1',
      'Killed',
    ]);
    expect(engine.calls.toSorted()).toEqual(['changes', 'inspectContainer', 'logs']);
  });

  it('is told without a log where none can be read', async () => {
    const engine = new FakeEngine();
    engine.addImage('a:1');
    const command = toCommand(contractPrograms.speaks);
    await engine.createContainer({ image: 'a:1', name: 'a', labels: {}, command }, signal);
    engine.failOn('logs', 'unsupported');
    expect((await explainStop(engine, 'a', signal)).verdict).toMatch(/never started/);
  });
});
