import { describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  HoverRequest,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { listRulesRequest } from '../../src/server/requests/list-rules.ts';
import { lintWorkspaceRequest } from '../../src/server/requests/lint-workspace.ts';
import type { LintParts } from '../../src/server/workspace/lint-parts.ts';
import { lintBy } from './lint-by.ts';
import { useConversations } from './use-conversations.ts';

const talk = useConversations();

function itemsOf(report: DocumentDiagnosticReport): readonly Diagnostic[] {
  if (report.kind !== 'full') throw new Error('the report says that nothing changed');
  return report.items;
}

function untilAborted(_folder: string, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

const lineRange = (line: number) => ({
  start: { line, character: 0 },
  end: { line, character: 99 },
});

describe('findings', () => {
  it('are pushed for files that nobody has opened', async () => {
    const talking = await talk({ folders: { '/w': { 'a.txt': 'BAD', 'b.txt': 'fine' } } });
    await talking.until(() => talking.pushed.has(talking.uri('/w/a.txt')));
    expect(talking.pushed.get(talking.uri('/w/a.txt'))).toMatchObject([
      {
        code: 'fake/no-bad',
        codeDescription: { href: 'https://example.org/rules/fake/no-bad' },
        source: 'drydock',
        severity: 2,
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
      },
    ]);
    expect(talking.pushed.has(talking.uri('/w/b.txt'))).toBe(false);
  });

  it('are taken back from the push once the client pulls the file', async () => {
    const talking = await talk({ folders: { '/w': { Dockerfile: 'BAD' } } });
    const uri = talking.uri('/w/Dockerfile');
    await talking.until(() => talking.pushed.get(uri)?.length === 1);
    await talking.open('/w/Dockerfile', 'BAD BAD');
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toHaveLength(2);
    await talking.until(() => talking.pushed.get(uri)?.length === 0);
  });

  it('are pushed again when the document is closed, from the disk', async () => {
    const talking = await talk({ folders: { '/w': { Dockerfile: 'BAD' } } });
    const uri = talking.uri('/w/Dockerfile');
    await talking.open('/w/Dockerfile', 'BAD BAD BAD');
    await talking.pull('/w/Dockerfile');
    await talking.client.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
    await talking.until(() => talking.pushed.get(uri)?.length === 1);
  });

  it('follow the open text with each change', async () => {
    const talking = await talk({ folders: { '/w': {} } });
    await talking.open('/w/Dockerfile', 'FROM a\nBAD');
    const first = await talking.pull('/w/Dockerfile');
    expect(itemsOf(first)[0]?.range.start).toEqual({ line: 1, character: 0 });
    await talking.change('/w/Dockerfile', 2, 'FROM a\nGOOD');
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toEqual([]);
  });

  it('are not sent twice when nothing changed', async () => {
    const talking = await talk({ folders: { '/w': {} } });
    await talking.open('/w/Dockerfile', 'BAD');
    const { resultId } = await talking.pull('/w/Dockerfile');
    expect(await talking.pull('/w/Dockerfile', resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('of an open file are pulled anew when another file changes them', async () => {
    const disk = { Dockerfile: 'COPY data .', '.dockerignore': '' };
    const talking = await talk({ folders: { '/w': disk } });
    await talking.open('/w/Dockerfile', 'COPY data .');
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toEqual([]);
    disk['.dockerignore'] = 'data';
    await talking.client.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: talking.uri('/w/.dockerignore'), type: 2 }],
    });
    await talking.until(() => talking.refreshes() > 0);
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toMatchObject([
      {
        code: 'fake/no-ignored',
        relatedInformation: [{ location: { uri: talking.uri('/w/.dockerignore') } }],
      },
    ]);
  });

  it('of a closed file change with an edit in an open one', async () => {
    const disk = { Dockerfile: 'COPY data .', '.dockerignore': '' };
    const talking = await talk({ folders: { '/w': disk } });
    await talking.open('/w/.dockerignore', '', 'ignore');
    await talking.change('/w/.dockerignore', 2, 'data');
    await talking.until(() => talking.pushed.get(talking.uri('/w/Dockerfile'))?.length === 1);
  });

  it('are pushed for open files too where the client cannot pull', async () => {
    const talking = await talk({ folders: { '/w': {} }, canPull: false });
    await talking.open('/w/Dockerfile', 'BAD');
    await talking.until(() => talking.pushed.get(talking.uri('/w/Dockerfile'))?.length === 1);
    await talking.change('/w/Dockerfile', 2, 'GOOD');
    await talking.until(() => talking.pushed.get(talking.uri('/w/Dockerfile'))?.length === 0);
  });

  it('are pushed to a client that could pull and does not want to', async () => {
    const talking = await talk({ folders: { '/w': {} }, wish: 'push' });
    await talking.open('/w/Dockerfile', 'BAD');
    await talking.until(() => talking.pushed.get(talking.uri('/w/Dockerfile'))?.length === 1);
  });

  it('are found in a document outside of every folder', async () => {
    const talking = await talk({ folders: {} });
    await talking.open('/elsewhere/Dockerfile', 'BAD');
    expect(itemsOf(await talking.pull('/elsewhere/Dockerfile'))).toHaveLength(1);
  });

  it('of two folders with the same file names stay apart', async () => {
    const talking = await talk({ folders: { '/a': { x: 'BAD' }, '/b': { x: 'BAD BAD' } } });
    await talking.until(() => talking.pushed.size === 2);
    expect(talking.pushed.get(talking.uri('/a/x'))).toHaveLength(1);
    expect(talking.pushed.get(talking.uri('/b/x'))).toHaveLength(2);
  });

  it('go away with their folder', async () => {
    const talking = await talk({ folders: { '/w': { x: 'BAD' } } });
    await talking.until(() => talking.pushed.get(talking.uri('/w/x'))?.length === 1);
    await talking.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [{ uri: talking.uri('/w'), name: 'w' }] },
    });
    await talking.until(() => talking.pushed.get(talking.uri('/w/x'))?.length === 0);
  });

  it('obey the settings of the editor', async () => {
    const strict = await talk({
      folders: { '/w': { x: 'BAD' } },
      settings: { lint: { preset: 'strict' } },
    });
    await strict.until(() => strict.pushed.get(strict.uri('/w/x'))?.[0]?.severity === 1);
    const off = await talk({
      folders: { '/w': { x: 'BAD' } },
      settings: { lint: { enable: false } },
    });
    await off.open('/w/x', 'BAD');
    expect(itemsOf(await off.pull('/w/x'))).toEqual([]);
  });

  it('obey them in a document outside of every folder too, whenever it is opened', async () => {
    const talking = await talk({
      folders: { '/w': { x: 'BAD' } },
      settings: { lint: { enable: false } },
    });
    await talking.open('/elsewhere/Dockerfile', 'BAD');
    expect(itemsOf(await talking.pull('/elsewhere/Dockerfile'))).toEqual([]);
    await talking.open('/elsewhere/later/Dockerfile', 'BAD');
    expect(itemsOf(await talking.pull('/elsewhere/later/Dockerfile'))).toEqual([]);
  });

  it.each([
    ['because of a fault', () => Promise.reject(new TypeError('x is undefined')), 'x is undefined'],
    ['because it does not end', untilAborted, 'timeout'],
  ])(
    'of open documents are there where a folder is not read %s, and it is told',
    async (...row) => {
      const [, load, complaint] = row;
      const talking = await talk({ folders: { '/w': {} }, parts: { load, loadDeadline: 1 } });
      await talking.open('/w/Dockerfile', 'BAD');
      expect(itemsOf(await talking.pull('/w/Dockerfile'))).toHaveLength(1);
      await talking.until(() => talking.logged.some((line) => line.includes(complaint)));
    },
  );

  it('of open documents are there in silence where the folder is gone', async () => {
    const load = () =>
      Promise.reject(Object.assign(new Error('no such folder'), { code: 'ENOENT' }));
    const talking = await talk({ folders: { '/w': {} }, parts: { load } });
    await talking.open('/w/Dockerfile', 'BAD');
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toHaveLength(1);
    expect(talking.logged).toEqual([]);
  });
});

describe('code actions', () => {
  it('offer the fix and the comment that silences the finding', async () => {
    const talking = await talk({ folders: { '/w': {} } });
    await talking.open('/w/Dockerfile', 'FROM a\nBAD\n');
    const uri = talking.uri('/w/Dockerfile');
    const actions = await talking.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: lineRange(1),
      context: { diagnostics: [] },
    });
    expect(actions).toMatchObject([
      {
        title: 'Write GOOD',
        isPreferred: true,
        edit: {
          changes: {
            [uri]: [
              {
                range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
                newText: 'GOOD',
              },
            ],
          },
        },
      },
      {
        title: 'Ignore fake/no-bad here',
        edit: { changes: { [uri]: [{ newText: '# drydock-disable-next-line fake/no-bad\n' }] } },
      },
    ]);
  });

  it('say nothing about lines without findings', async () => {
    const talking = await talk({ folders: { '/w': {} } });
    await talking.open('/w/Dockerfile', 'FROM a\nBAD\n');
    const actions = await talking.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: talking.uri('/w/Dockerfile') },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
      context: { diagnostics: [] },
    });
    expect(actions).toEqual([]);
  });

  it('apply all safe fixes of a document as one edit and leave suggestions alone', async () => {
    const talking = await talk({ folders: { '/w': {} } });
    await talking.open('/w/Dockerfile', 'x BAD y ODD z BAD\n');
    const uri = talking.uri('/w/Dockerfile');
    const actions = await talking.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: lineRange(0),
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(actions).toMatchObject([
      {
        kind: 'source.fixAll.drydock',
        edit: { changes: { [uri]: [{ newText: expect.anything() }] } },
      },
    ]);
    expect(JSON.stringify(actions)).toContain('"newText":"GOOD y ODD z GOO"');
  });
});

describe('the conversation', () => {
  it('explains the rule of the finding under the cursor', async () => {
    const talking = await talk({ folders: { '/w': {} } });
    await talking.open('/w/Dockerfile', 'BAD fine');
    const at = (character: number) => ({
      textDocument: { uri: talking.uri('/w/Dockerfile') },
      position: { line: 0, character },
    });
    expect(await talking.client.sendRequest(HoverRequest.type, at(1))).toMatchObject({
      contents: {
        value: '[`fake/no-bad`](https://example.org/rules/fake/no-bad): Disallow no-bad.',
      },
    });
    expect(await talking.client.sendRequest(HoverRequest.type, at(6))).toBeNull();
  });

  it('survives a linter that throws', async () => {
    let isBroken = true;
    const talking = await talk({
      folders: { '/w': { x: 'BAD' } },
      parts: lintBy(() => {
        if (isBroken) throw new Error('broken on purpose');
        return [];
      }),
    });
    await talking.open('/w/Dockerfile', 'BAD');
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toEqual([]);
    isBroken = false;
    await talking.change('/w/Dockerfile', 2, 'BAD2');
    expect(itemsOf(await talking.pull('/w/Dockerfile'))).toEqual([]);
  });

  it('names its rules on request', async () => {
    const talking = await talk({ folders: {} });
    expect(await talking.client.sendRequest(listRulesRequest)).toContainEqual({
      id: 'fake/no-bad',
      summary: 'Disallow no-bad',
    });
  });

  it('lints the workspace on request and counts', async () => {
    const talking = await talk({ folders: { '/w': { x: 'BAD ODD', y: 'BAD', z: '' } } });
    expect(await talking.client.sendRequest(lintWorkspaceRequest)).toEqual({
      files: 2,
      errors: 0,
      warnings: 3,
      others: 0,
    });
  });

  it('answers a pull at once while a long lint is at work, and has the client ask again', async () => {
    const gate = { isHeld: true };
    const { createLinter } = lintBy(() => []);
    const slow: LintParts['createLinter'] = () => ({
      ...createLinter(),
      *lint() {
        while (gate.isHeld) yield;
        return [];
      },
    });
    const talking = await talk({ folders: { '/w': {} }, parts: { createLinter: slow } });
    await talking.open('/w/Dockerfile', 'FROM a\n');
    const first = await talking.pull('/w/Dockerfile');
    expect(itemsOf(first)).toEqual([]);
    const again = await talking.pull('/w/Dockerfile', first.resultId);
    expect(again).toEqual({ kind: 'unchanged', resultId: first.resultId });
    gate.isHeld = false;
    await talking.until(() => talking.refreshes() > 0);
    expect((await talking.pull('/w/Dockerfile', first.resultId)).resultId).not.toBe(first.resultId);
  });

  it('answers while a long lint is at work, and gives one up that a change has overtaken', async () => {
    const gate = { isHeld: false };
    let begun = 0;
    const { createLinter } = lintBy(() => []);
    const slow: LintParts['createLinter'] = () => ({
      ...createLinter(),
      *lint() {
        begun += 1;
        while (gate.isHeld) yield;
        return [];
      },
    });
    const talking = await talk({
      folders: { '/w': {} },
      parts: { createLinter: slow },
      canPull: false,
    });
    await talking.open('/w/Dockerfile', 'FROM a\n');
    const textDocument = { uri: talking.uri('/w/Dockerfile') };
    const position = { line: 0, character: 0 };
    const asked = { textDocument, position };
    // The settings have come by then, and change nothing later.
    await talking.until(() => talking.pushed.has(textDocument.uri));
    gate.isHeld = true;
    await talking.change('/w/Dockerfile', 2, 'FROM b\n');
    expect(await talking.client.sendRequest(HoverRequest.type, asked)).toBeNull();
    const former = begun;
    await talking.change('/w/Dockerfile', 3, 'FROM c\n');
    expect(await talking.client.sendRequest(HoverRequest.type, asked)).toBeNull();
    expect(begun).toBe(former + 1);
    gate.isHeld = false;
    await talking.until(() => talking.pushed.has(talking.uri('/w/Dockerfile')));
  });

  it('lints a burst of changes once', async () => {
    let runs = 0;
    const talking = await talk({
      folders: { '/w': {} },
      parts: lintBy(() => {
        runs += 1;
        return [];
      }),
    });
    await talking.open('/w/Dockerfile', '');
    await talking.pull('/w/Dockerfile');
    const before = runs;
    for (let version = 2; version < 42; version += 1) {
      void talking.change('/w/Dockerfile', version, 'x'.repeat(version));
    }
    await talking.pull('/w/Dockerfile');
    expect(runs - before).toBeLessThan(10);
  });
});
