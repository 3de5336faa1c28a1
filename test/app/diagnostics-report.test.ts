import { describe, expect, it } from 'vitest';
import { writeDiagnosticsReport, type DiagnosticsFacts } from '../../src/app/diagnostics-report.ts';

const facts: DiagnosticsFacts = {
  versions: { Drydock: '1.2.3', Node: '24.1.0' },
  settings: {},
  server: 'Drydock is ready',
  engine: 'connected',
  findings: [],
  log: [],
  folders: ['/home/ada/work/app'],
};

describe('the report about Drydock itself', () => {
  it('has versions, settings, states, findings by rule and the log', () => {
    const report = writeDiagnosticsReport({
      ...facts,
      settings: { 'drydock.lint.preset': 'strict' },
      findings: ['compose/x', 'gpu/y', 'gpu/y'],
      log: ['[info] started', '[error] it broke'],
    });
    expect(report).toBe(`## Drydock report

- Drydock: 1.2.3
- Node: 24.1.0
- Language server: Drydock is ready
- Container engine: connected
- Workspace folders: 1

### Settings

- drydock.lint.preset: "strict"

### Findings: 3

- gpu/y: 2
- compose/x: 1

### Log

\`\`\`text
[info] started
[error] it broke
\`\`\`
`);
  });

  it.each([
    [
      'a path in the workspace',
      'read /home/ada/work/app/api/Dockerfile',
      'read <workspace>/api/Dockerfile',
    ],
    [
      'a path elsewhere',
      'at run (/home/ada/.vscode/x/dist/server.js:1:20)',
      'at run (…/server.js:1:20)',
    ],
    ['a file URI', 'file:///home/ada/.vscode/x/dist/server.js:1:20', 'file://…/server.js:1:20'],
    ['a path of Windows', String.raw`C:\Users\ada\x\server.js`, String.raw`…\server.js`],
    ['the home folder', '~/secret/place/notes.txt', '…/notes.txt'],
    ['a socket', 'unix:///run/user/1000/docker.sock', 'unix://…/docker.sock'],
    [
      'an address with a password',
      'postgresql://ada:hunter2@db:5432/x',
      'postgresql://ada:***@db:5432/x',
    ],
    ['a variable with a secret', 'HF_TOKEN=abcdef rest', 'HF_TOKEN=*** rest'],
    ['an address', 'http://mlflow:5000/api/2.0', 'http://mlflow:5000/api/2.0'],
  ])('hides what is nobody’s business: %s', (_case, line, shown) => {
    const report = writeDiagnosticsReport({ ...facts, log: [line] });
    expect(report.split('```')[1]?.split('\n')[1]).toBe(shown);
  });

  it('tells folders apart by number', () => {
    const folders = ['/a/app', '/b/app'];
    const report = writeDiagnosticsReport({ ...facts, folders, log: ['/b/app/x', '/a/app/y'] });
    expect(report).toContain('<workspace 2>/x\n<workspace 1>/y');
  });
});
