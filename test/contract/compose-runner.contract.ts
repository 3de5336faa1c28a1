import { describe, expect, it } from 'vitest';
import { ComposeError } from '../../src/ports/compose-runner.ts';
import type {
  ComposeFailure,
  ComposeProject,
  ComposeRunner,
} from '../../src/ports/compose-runner.ts';

export interface ContractCompose {
  readonly runner: ComposeRunner;
  /** Two services, `first` and `second` which needs it; nothing of it exists yet. */
  readonly project: ComposeProject;
  /** A project whose file Compose refuses. */
  readonly broken: ComposeProject;
  /** Names of the services that run now. */
  running(): Promise<readonly string[]>;
  /** Names of the services that have a container. */
  existing(): Promise<readonly string[]>;
}

/** What every way to run Compose must do. */
export function composeRunnerContract(name: string, get: () => ContractCompose): void {
  describe(`the compose contract on ${name}`, () => {
    const signal = AbortSignal.timeout(120_000);

    it('tells its version', async () => {
      expect(await get().runner.version(signal)).toMatch(/^\d+\.\d+/);
    });

    it('starts one service with what it needs, then stops and removes all', async () => {
      const { runner, project, running, existing } = get();
      const lines: string[] = [];
      const report = (progress: { readonly text: string }): void => void lines.push(progress.text);
      await runner.up(project, { services: ['second'] }, report, signal);
      expect(await running()).toEqual(['first', 'second']);
      expect(lines.join('\n')).toContain('second');
      // eslint-disable-next-line no-control-regex -- Escape sequences begin with a control character.
      expect(lines.join('\n')).not.toMatch(/\u001b/);
      await runner.stop(project, { services: ['second'] }, report, signal);
      expect(await running()).toEqual(['first']);
      await runner.down(project, report, signal);
      expect(await existing()).toEqual([]);
    });

    it('takes good files and says in one sentence what is wrong with others', async () => {
      const { runner, project, broken } = get();
      await runner.check(project, signal);
      const error = await failureOf(runner.check(broken, signal));
      expect(error.failure).toBe('failed');
      expect(error.message).toMatch(/^Compose says: .+/);
      expect(error.message).not.toContain('\n');
    });

    it('refuses names that could be taken for something else, and does nothing', async () => {
      const { runner, project, existing } = get();
      const hostile = { services: ['--help'] };
      expect((await failureOf(runner.up(project, hostile, () => undefined, signal))).failure).toBe(
        'invalid',
      );
      expect(await existing()).toEqual([]);
    });

    it('does nothing when it was given up before', async () => {
      const { runner, project } = get();
      const failure: ComposeFailure = 'aborted';
      const call = runner.up(project, {}, () => undefined, AbortSignal.abort());
      expect((await failureOf(call)).failure).toBe(failure);
    });
  });
}

async function failureOf(call: Promise<unknown>): Promise<ComposeError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ComposeError);
  return error as ComposeError;
}
