import { describe, expect, it } from 'vitest';
import { configCheckArgs, downArgs, stopArgs, upArgs } from '../../../src/adapters/compose/argv.ts';
import type { ComposeProject } from '../../../src/ports/compose-runner.ts';

const project: ComposeProject = {
  name: 'nba',
  directory: '/work/n b a',
  files: ['/work/n b a/compose.yaml', '/work/n b a/compose.gpu.yaml'],
  profiles: ['gpu'],
};

const start = [
  'compose',
  '--ansi',
  'never',
  '--progress',
  'plain',
  '--project-name',
  'nba',
  '--project-directory',
  '/work/n b a',

  '--file',
  '/work/n b a/compose.yaml',
  '--file',
  '/work/n b a/compose.gpu.yaml',
  '--profile',
  'gpu',
];

describe('arguments for Compose', () => {
  it('say everything that Compose would otherwise guess', () => {
    expect(upArgs(project, {})).toEqual([...start, 'up', '--detach']);
    expect(upArgs(project, { services: ['api', 'db'], build: true })).toEqual([
      ...start,
      'up',
      '--detach',
      '--build',
      '--',
      'api',
      'db',
    ]);
    expect(stopArgs(project, { services: ['api'] })).toEqual([...start, 'stop', '--', 'api']);
    expect(stopArgs(project, {})).toEqual([...start, 'stop']);
    expect(downArgs(project)).toEqual([...start, 'down']);
    expect(configCheckArgs(project)).toEqual([...start, 'config', '--quiet']);
  });

  it.each([
    '-x',
    '--help',
    '_x',
    '.x',
    '',
    'a b',
    'a;b',
    '$(id)',
    '`id`',
    'a\nb',
    "a'b",
    'a|b',
    '../a',
  ])('refuse the service %j', (service) => {
    expect(() => upArgs(project, { services: [service] })).toThrow(/safely/);
    expect(() => stopArgs(project, { services: ['ok', service] })).toThrow(/safely/);
  });

  it.each(['', '-p', 'Big', 'a b', '$(id)', 'a/b'])('refuse the project name %j', (name) => {
    expect(() => downArgs({ ...project, name })).toThrow(/no name of a Compose project/);
  });

  it.each(['compose.yaml', '-f', './x', '', '/a\0b'])('refuse the file %j', (file) => {
    expect(() => downArgs({ ...project, files: [file] })).toThrow(/absolute/);
    expect(() => downArgs({ ...project, directory: file })).toThrow(/absolute/);
  });

  it('take paths of Windows, and any character in a path', () => {
    const files = ['C:\\proj\\compose.yaml', '\\\\host\\share\\c.yaml', '/w/$(id); rm -rf/`x`.yml'];
    expect(downArgs({ ...project, files })).toEqual(expect.arrayContaining(files));
  });

  it('need a file', () => {
    expect(() => downArgs({ ...project, files: [] })).toThrow(/needs a file/);
  });
});
