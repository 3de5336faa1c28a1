import { describe, expect, it } from 'vitest';
import { composeKeys } from '../../../src/core/ide/compose-keys.data.ts';
import { knownCommands } from '../../../src/core/ide/command-words.data.ts';
import {
  flagWords,
  instructionWords,
  mountWords,
} from '../../../src/core/ide/instruction-words.data.ts';
import { mlflowVariableWords } from '../../../src/core/ide/mlflow-variables.data.ts';
import { mlflowVariables } from '../../../src/core/model/mlflow-variables.data.ts';
import { serverOptions } from '../../../src/core/model/mlflow-options.data.ts';
import { knownFlags } from '../../../src/core/rulekit/instruction-flags.data.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { toSnapshot } from '../../support/lint-files.ts';

describe('the words that are explained', () => {
  it('are all instructions and all their flags', () => {
    const names =
      'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR';
    expect([...instructionWords.keys()].sort()).toEqual(names.split(' '));
    const unexplained = [...knownFlags].flatMap(([keyword, flags]) =>
      [...flags].filter(
        (flag) => !flagWords.has(`${keyword} --${flag}`) && !flagWords.has(`* --${flag}`),
      ),
    );
    expect(unexplained).toEqual([]);
    expect([...mountWords.keys()]).toEqual(['bind', 'cache', 'secret', 'ssh', 'tmpfs']);
  });

  it('are options and variables that MLflow has', () => {
    const server = knownCommands.find(({ words }) => words.join(' ') === 'mlflow server');
    expect([...(server?.options.keys() ?? [])].filter((name) => !serverOptions.has(name))).toEqual(
      [],
    );
    expect([...mlflowVariableWords.keys()].filter((name) => !mlflowVariables.has(name))).toEqual(
      [],
    );
  });

  it('are keys that Compose has', () => {
    for (const path of composeKeys.keys()) {
      const [key = '', value] = path.split('=');
      if (value !== undefined || key === 'version') continue;
      const text = toDocument(key.replaceAll('*', 'name').split('.'));
      const [file] = buildProject(toSnapshot({ 'compose.yaml': text })).composeFiles;
      const unknown = file?.shapeProblems.filter(({ kind }) => kind === 'unknownKey') ?? [];
      expect([path, unknown.length]).toEqual([path, 0]);
    }
  });

  it('are short, end with a full stop and lead to an official page', () => {
    const all = [
      ...instructionWords.values(),
      ...flagWords.values(),
      ...mountWords.values(),
      ...composeKeys.values(),
      ...knownCommands,
    ];
    for (const { text, url } of all) {
      expect(text).toMatch(/\.$/);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(url).toMatch(
        /^https:\/\/(?:docs\.docker\.com|mlflow\.org|docs\.astral\.sh|python-poetry\.org|pip\.pypa\.io)\//,
      );
    }
  });
});

function toDocument(keys: readonly string[]): string {
  return keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`).join('\n');
}
