import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { createCliContext, type CapturedContext } from '../support/cli-context.ts';

let folder = '';
let context: CapturedContext;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-cli-'));
  context = createCliContext(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Report {
  version: number;
  roots: { root: string; findings: Record<string, unknown>[] }[];
}

async function lintJson(...args: string[]): Promise<Report> {
  await runCli(context, ['lint', '--format', 'json', ...args]);
  return JSON.parse(context.output()) as Report;
}

const bad = 'FROM debian:12\r\nMAINTAINER 😀 me\r\nRUN apt-get update && apt-get install curl\r\n';

describe('drydock lint', () => {
  it('prints the agreed JSON, with places from 1 in UTF-16 units', async () => {
    write('Dockerfile', bad);
    const report = await lintJson('.');
    expect(report.version).toBe(1);
    expect(report.roots.map(({ root }) => root)).toEqual(['.']);
    expect(report.roots[0]?.findings[0]).toEqual({
      rule: 'dockerfile/no-maintainer',
      equivalents: [
        'DL4000',
        'MaintainerDeprecated',
        'DEPRECATED_MAINTAINER',
        'DS-0022',
        'CKV_DOCKER_6',
      ],
      severity: 'warning',
      file: 'Dockerfile',
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 11,
      message: 'MAINTAINER is deprecated; a label says the same and tools can read it.',
      fix: 'safe',
    });
  });

  it('sees each folder as a root of its own', async () => {
    write('a/compose.yaml', 'services:\n  x:\n    build: ../b\n    depends_on: [y]\n');
    write('b/compose.yaml', 'services:\n  y:\n    image: redis:7.4.1\n');
    const report = await lintJson('a', 'b');
    expect(report.roots.map(({ root }) => root)).toEqual(['a', 'b']);
    expect(report.roots[0]?.findings.map(({ rule }) => rule)).toContain(
      'compose/require-known-dependency',
    );
    expect(report.roots[1]?.findings).toEqual([]);
  });

  it('takes a file for its root and shows only what is in it', async () => {
    write('.drydock.yaml', 'preset: essential\n');
    write('app/Dockerfile', bad);
    write('other/Dockerfile', bad);
    const report = await lintJson('app/Dockerfile');
    expect(report.roots.map(({ root }) => root)).toEqual(['.']);
    expect(report.roots[0]?.findings.map(({ file, rule }) => [file, rule])).toEqual([
      ['app/Dockerfile', 'dockerfile/require-apt-get-yes'],
    ]);
  });

  it.each([
    ['no finding', 'FROM debian:12\n', [], 0],
    ['a warning', 'FROM debian:12\nMAINTAINER me\n', [], 0],
    ['a warning more than allowed', 'FROM debian:12\nMAINTAINER me\n', ['--max-warnings', '0'], 1],
    ['as many warnings as allowed', 'FROM debian:12\nMAINTAINER me\n', ['--max-warnings=1'], 0],
    ['an error', 'FROM debian:12\nRUN apt-get update && apt-get install curl\n', [], 1],
  ])('exits as agreed after %s', async (_, text, args, code) => {
    write('Dockerfile', text);
    expect(await runCli(context, ['lint', ...args])).toBe(code);
  });

  it('hears ^C between two roots, and tells that it is not done', async () => {
    for (const root of ['a', 'b', 'c']) write(`${root}/Dockerfile`, 'FROM debian:12\n');
    const stopping = new AbortController();
    const loaded: string[] = [];
    const { loadSnapshot } = context;
    context = createCliContext(folder, {
      signal: stopping.signal,
      loadSnapshot: (root, options) => {
        loaded.push(root);
        // A signal of the system comes like this: not before the next turn of the event loop.
        setImmediate(() => stopping.abort());
        return loadSnapshot(root, options);
      },
    });
    expect(await runCli(context, ['lint', 'a', 'b', 'c'])).toBe(130);
    expect(loaded).toEqual([join(folder, 'a')]);
    expect(context.output()).toBe('');
    expect(context.errors()).toEqual(['drydock lint: It was stopped before it had done its work.']);
  });

  it.each([
    [['lint', 'nowhere'], 'There is no file or folder "nowhere".'],
    [['lint', '--format', 'xml'], '--format takes one of'],
    [['lint', '--preset', 'hard'], '--preset takes one of'],
    [['lint', '--max-warnings', 'many'], '--max-warnings takes a number.'],
    [['lint', '--wrong'], '--wrong'],
    [['lnt'], 'there is no command "lnt"'],
  ])('says in one line why it could not run: %j', async (args, reason) => {
    expect(await runCli(context, args)).toBe(2);
    expect(context.output()).toBe('');
    expect(context.errors()).toHaveLength(1);
    expect(context.errors()[0]).toContain(reason);
  });

  it('applies safe fixes and reports what is left', async () => {
    write('Dockerfile', bad);
    const report = await lintJson('--fix', '.');
    expect(report.roots[0]?.findings).toEqual([]);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(
      'FROM debian:12\r\nLABEL org.opencontainers.image.authors="😀 me"\r\nRUN apt-get update && apt-get install -y curl\r\n',
    );
  });

  it('keeps a byte order mark when the first line goes', async () => {
    write('compose.yaml', '\uFEFFversion: "3"\nservices:\n  fit:\n    image: trainer:1.4.0\n');
    await lintJson('--fix', '.');
    expect(readFileSync(join(folder, 'compose.yaml'), 'utf8')).toBe(
      '\uFEFFservices:\n  fit:\n    image: trainer:1.4.0\n',
    );
  });

  it.each([
    ['Latin-1', Buffer.from('FROM debian:12\n# caf\u00E9\nMAINTAINER me\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFFROM debian:12\nMAINTAINER me\n', 'utf16le')],
  ])('leaves the bytes of a %s file as they are and says so', async (_, bytes) => {
    writeFileSync(join(folder, 'Dockerfile'), bytes);
    write('compose.yaml', 'version: "3"\nservices:\n  fit:\n    image: trainer:1.4.0\n');
    await lintJson('--fix', '.');
    expect(readFileSync(join(folder, 'Dockerfile'))).toEqual(bytes);
    expect(readFileSync(join(folder, 'compose.yaml'), 'utf8')).toMatch(/^services/);
    expect(context.errors()).toEqual(['Dockerfile is not UTF-8, so --fix leaves it as it is.']);
  });

  it('underlines the place for people', async () => {
    write('Dockerfile', 'FROM debian:12\nWORKDIR app\n');
    await runCli(context, ['lint']);
    expect(context.output()).toContain('    2 | WORKDIR app\n      |         ^^^\n');
    expect(context.output()).toMatch(/1 warning\.\n$/);
    expect(context.output()).not.toContain('\u001b');
  });

  it('writes SARIF, workflow commands and JUnit', async () => {
    write('a b/Dockerfile', bad);
    await runCli(context, ['lint', '--format', 'sarif', 'a b']);
    expect(JSON.parse(context.output())).toMatchObject({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          columnKind: 'utf16CodeUnits',
          tool: {
            driver: {
              name: 'Drydock',
              rules: [
                {
                  id: 'dockerfile/no-maintainer',
                  defaultConfiguration: { level: 'warning' },
                  helpUri: expect.stringMatching(/^https:/),
                  help: { markdown: expect.stringContaining('## Flagged') },
                  properties: { tags: expect.arrayContaining(['DL4000']) },
                },
                { id: 'dockerfile/require-apt-get-yes', defaultConfiguration: { level: 'error' } },
              ],
            },
          },
          results: [
            {
              ruleId: 'dockerfile/no-maintainer',
              level: 'warning',
              message: { text: expect.stringContaining('MAINTAINER') },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'a%20b/Dockerfile' },
                    region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 11 },
                  },
                },
              ],
            },
            { ruleId: 'dockerfile/require-apt-get-yes', level: 'error' },
          ],
        },
      ],
    });

    context = createCliContext(folder);
    await runCli(context, ['lint', '--format', 'github', 'a b']);
    expect(context.output()).toContain(
      '::error file=a b/Dockerfile,line=3,col=31,endLine=3,endColumn=38,title=dockerfile/require-apt-get-yes::',
    );

    context = createCliContext(folder);
    await runCli(context, ['lint', '--format', 'junit', 'a b']);
    expect(context.output()).toContain('<testsuite name="a b" tests="2" failures="2">');
  });
});

describe('the program', () => {
  it('helps, and says which version it is', async () => {
    expect(await runCli(context, ['--help'])).toBe(0);
    expect(context.output()).toContain('  lint ');
    context = createCliContext(folder);
    expect(await runCli(context, ['--version'])).toBe(0);
    expect(context.output()).toMatch(/^\d+\.\d+\.\d+\n$/);
    context = createCliContext(folder);
    expect(await runCli(context, ['lint', '--help'])).toBe(0);
    expect(context.output()).toContain('Usage: drydock lint');
  });

  it('lists the rules in both formats', async () => {
    expect(await runCli(context, ['rules', '--format', 'json'])).toBe(0);
    const { rules } = JSON.parse(context.output()) as { rules: { id: string }[] };
    expect(rules.map(({ id }) => id)).toContain('mlflow/no-loopback-host');
    context = createCliContext(folder);
    await runCli(context, ['rules']);
    expect(context.output()).toContain('| `mlflow/no-loopback-host` |');
  });

  it('explains a rule by any of its names, and suggests a near one', async () => {
    expect(await runCli(context, ['explain', 'DL4000'])).toBe(0);
    expect(context.output()).toContain('# dockerfile/no-maintainer');
    context = createCliContext(folder);
    expect(await runCli(context, ['explain', 'dockerfile/no-maintaner'])).toBe(2);
    expect(context.errors()[0]).toContain('there is "dockerfile/no-maintainer"');
  });
});
