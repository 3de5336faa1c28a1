import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { repositoryRoot } from '../../src/build/repository.ts';

const sample = join(repositoryRoot, 'test/fixtures/projects/sample');
const toUri = (path: string): string => pathToFileURL(join(sample, path)).href;

let server: ChildProcess | undefined;

/** The real server as another editor would start it: a program on standard input and output. */
async function start(canPull: boolean): Promise<ProtocolConnection> {
  const main = join(repositoryRoot, 'src/server/main.ts');
  const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  server = child;
  const client = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(sample).href, name: 'sample' }],
    capabilities: canPull ? { textDocument: { diagnostic: {} } } : {},
  });
  return client;
}

afterEach(() => {
  server?.kill();
  server = undefined;
});

describe('the language server as a program', () => {
  it('pushes the sample’s planted findings with the rules’ pages, and ends when told', async () => {
    const client = await start(false);
    const found = new Promise<readonly string[]>((resolve) => {
      client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
        if (uri !== toUri('train/Dockerfile')) return;
        resolve(
          diagnostics.map(({ code, codeDescription }) => {
            const page = codeDescription?.href.endsWith(`media/docs/rules/${String(code)}.md`);
            return `${String(code)} ${page === true ? 'with its page' : ''}`;
          }),
        );
      });
    });
    await client.sendNotification(InitializedNotification.type, {});
    expect(await found).toContain('dockerfile/no-maintainer with its page');
    await client.sendRequest(ShutdownRequest.type);
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    await client.sendNotification(ExitNotification.type);
    expect(await ended).toBe(0);
  });

  it('answers a pull about unsaved text', async () => {
    const client = await start(true);
    await client.sendNotification(InitializedNotification.type, {});
    const uri = toUri('Dockerfile.unsaved');
    const text = 'FROM python:3.11-slim\nMAINTAINER ada\nUSER 1000\n';
    await client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'dockerfile', version: 1, text },
    });
    const report = await client.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    expect(JSON.stringify(report)).toContain('dockerfile/no-maintainer');
  });
});
