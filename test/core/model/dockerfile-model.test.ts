import { describe, expect, it } from 'vitest';
import { createDockerfile } from '../../../src/core/model/dockerfile-model.ts';
import { parseImageReference } from '../../../src/core/model/image-reference.ts';
import type { Dockerfile, StageInstruction } from '../../../src/core/model/project.ts';
import { parseDockerfile } from '../../../src/core/syntax/dockerfile.ts';

const read = (text: string): Dockerfile =>
  createDockerfile(parseDockerfile('Dockerfile', text), [], []);
const last = (text: string): StageInstruction => read(text).stages.at(-1)!.instructions.at(-1)!;

describe('createDockerfile', () => {
  it('finds stages, their names and their parents in any case', () => {
    const { stages } = read('FROM python:3.12 AS Base\nFROM base\nFROM scratch AS out\n');
    expect(stages.map(({ name }) => name)).toEqual(['Base', undefined, 'out']);
    expect(stages[1]?.parent).toBe(stages[0]);
    expect(stages[2]?.parent).toBeUndefined();
  });

  it('fills global ARGs into FROM, and says where it cannot', () => {
    const { stages, globalArgs } = read(
      'ARG TAG=3.12\nARG NONE\nFROM python:${TAG}-slim\nFROM $NONE\nFROM a:${X:-1}\n',
    );
    expect(globalArgs.map(({ name }) => name)).toEqual(['TAG', 'NONE']);
    expect(stages.map(({ base }) => [base?.text, base?.isKnown])).toEqual([
      ['python:3.12-slim', true],
      ['$NONE', false],
      ['a:1', true],
    ]);
  });

  it('hands ENV but not ARG down to a child stage', () => {
    const { variables } = last('FROM x AS a\nARG A=1\nENV E=$A\nFROM a\nRUN true\n');
    expect(variables.get('E')?.value).toBe('1');
    expect(variables.has('A')).toBe(false);
  });

  it('gives an ARG without a value that of the global one', () => {
    expect(last('ARG V=2\nFROM x\nARG V\nRUN true\n').variables.get('V')?.value).toBe('2');
  });

  it('keeps a scope as it was before the instruction', () => {
    const { stages } = read('FROM x\nENV A=1\nRUN one\nENV A=2 B="x y"\nRUN two\n');
    const [, , first, , second] = stages[0]!.instructions;
    expect(first?.variables.get('A')?.value).toBe('1');
    expect([...first!.variables.keys()]).toEqual(['A']);
    expect(second?.variables.get('A')?.value).toBe('2');
    expect(second?.variables.get('B')?.value).toBe('x y');
    expect(second?.variables.size).toBe(2);
  });

  it('reads the old form of ENV', () => {
    expect(last('FROM x\nENV A some text\nRUN true\n').variables.get('A')?.value).toBe('some text');
  });

  it('follows WORKDIR through stages and variables', () => {
    const { stages } = read(
      'FROM x AS a\nENV ROOT=/srv\nWORKDIR $ROOT/app\nWORKDIR ../data\nFROM a\nRUN true\nFROM y\nWORKDIR rel\nRUN true\n',
    );
    expect(stages[1]?.instructions.at(-1)?.workdir).toBe('/srv/data');
    expect(stages[2]?.instructions.at(-1)?.workdir).toBeUndefined();
  });

  it('follows USER through stages', () => {
    expect(last('FROM x AS a\nUSER app\nFROM a\nRUN true\n').user).toBe('app');
    expect(last('FROM x\nRUN true\n').user).toBeUndefined();
  });

  it('knows what the image starts', () => {
    const { stages } = read(
      'FROM x AS a\nCMD ["old"]\nFROM a\nENTRYPOINT ["run"]\nFROM a\nCMD go\n',
    );
    expect(stages[1]?.command).toBeUndefined();
    expect(stages[1]?.entrypoint?.words[0]?.text).toBe('run');
    expect(stages[2]?.command?.form).toBe('shell');
  });

  it('reads the shell text of heredocs that a shell gets', () => {
    const script = (text: string): unknown =>
      last(`FROM x\n${text}`).script?.commands.map(({ words }) => words[0]?.plain);
    expect(script('RUN <<EOF\na\nb\nEOF\n')).toEqual(['a', 'b']);
    expect(script('RUN bash <<EOF\na\nEOF\n')).toEqual(['bash', 'a']);
    expect(script('RUN python3 <<EOF\nimport x\nEOF\n')).toEqual(['python3']);
    expect(script('RUN <<EOF\n#!/usr/bin/env python3\nimport x\nEOF\n')).toEqual([undefined]);
  });

  it('reads sh -c of an exec form with exact places', () => {
    const text = 'FROM x\nRUN ["sh", "-c", "a && b"]\n';
    const commands = last(text).script?.commands ?? [];
    expect(commands.map(({ at }) => text.slice(at.start, at.end))).toEqual(['a', 'b']);
  });

  it('does not read PowerShell as a POSIX shell', () => {
    expect(last('FROM x\nSHELL ["powershell", "-Command"]\nRUN a\n').script).toBeUndefined();
  });
});

describe('parseImageReference', () => {
  const at = { file: 'Dockerfile', start: 0, end: 0 };
  it.each([
    ['python', [undefined, 'python', undefined, undefined]],
    ['library/python:3.12', [undefined, 'python', '3.12', undefined]],
    ['docker.io/library/redis', ['docker.io', 'redis', undefined, undefined]],
    ['ghcr.io/mlflow/mlflow:v2@sha256:ab', ['ghcr.io', 'mlflow/mlflow', 'v2', 'sha256:ab']],
    ['localhost:5000/a/b', ['localhost:5000', 'a/b', undefined, undefined]],
    ['user/name', [undefined, 'user/name', undefined, undefined]],
  ])('takes %s apart', (text, parts) => {
    const image = parseImageReference({ text, at, isKnown: true });
    expect([image.registry, image.repository, image.tag, image.digest]).toEqual(parts);
  });
});
