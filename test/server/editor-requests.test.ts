import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  DefinitionRequest,
  DidChangeWorkspaceFoldersNotification,
  DocumentLinkRequest,
  HoverRequest,
  LSPErrorCodes,
} from 'vscode-languageserver/node';
import { fixWorkspaceRequest } from '../../src/server/requests/fix-workspace.ts';
import {
  lintProgressNotification,
  lintWorkspaceRequest,
} from '../../src/server/requests/lint-workspace.ts';
import { toEditorSettings } from '../../src/server/workspace/editor-settings.ts';
import type { Conversation } from './open-conversation.ts';
import { useConversations } from './use-conversations.ts';

const talk = useConversations();

function placeAt(talking: Conversation, path: string, character: number) {
  return { textDocument: { uri: talking.uri(path) }, position: { line: 0, character } };
}

describe('a word that leads somewhere', () => {
  it('is followed to its file, and nothing else is', async () => {
    const talking = await talk({ folders: { '/w': { 'a.txt': 'x SEE:b.txt', 'b.txt': '' } } });
    const ask = (character: number) =>
      talking.client.sendRequest(DefinitionRequest.type, placeAt(talking, '/w/a.txt', character));
    const start = { line: 0, character: 0 };
    expect(await ask(4)).toEqual([{ uri: talking.uri('/w/b.txt'), range: { start, end: start } }]);
    expect(await ask(0)).toEqual([]);
  });

  it('is a link', async () => {
    const talking = await talk({ folders: { '/w': { 'a.txt': 'x SEE:b.txt WORD' } } });
    const textDocument = { uri: talking.uri('/w/a.txt') };
    expect(await talking.client.sendRequest(DocumentLinkRequest.type, { textDocument })).toEqual([
      {
        range: { start: { line: 0, character: 2 }, end: { line: 0, character: 11 } },
        target: talking.uri('/w/b.txt'),
      },
    ]);
  });
});

describe('a hover', () => {
  const folders = { '/w': { 'a.txt': 'WORD BAD' } };

  it('explains a word', async () => {
    const talking = await talk({ folders });
    const place = placeAt(talking, '/w/a.txt', 2);
    expect(await talking.client.sendRequest(HoverRequest.type, place)).toMatchObject({
      contents: { value: 'A word.' },
      range: { start: { character: 0 }, end: { character: 4 } },
    });
  });

  it.each<[string, object, boolean]>([
    ['by default, without another extension', {}, true],
    [
      'not where another extension explains it',
      { extensions: ['ms-azuretools.vscode-containers'] },
      false,
    ],
    ['where the other one explains other words', { extensions: ['redhat.vscode-yaml'] }, true],
    [
      'all the same on demand',
      { extensions: ['ms-azuretools.vscode-containers'], duplicates: 'show' },
      true,
    ],
    ['never on demand', { duplicates: 'hide' }, false],
  ])('explains it %s', async (_case, settings, isExplained) => {
    const talking = await talk({ folders, settings });
    const place = placeAt(talking, '/w/a.txt', 2);
    await talking.until(() => talking.pushed.size > 0);
    const answer = await talking.client.sendRequest(HoverRequest.type, place);
    expect(answer !== null).toBe(isExplained);
  });
});

describe('the settings of the editor', () => {
  it('are read as far as they mean something', () => {
    const severities = { 'compose/x': 'error', 'compose/y': 'loud', DL3008: 'off' };
    expect(
      toEditorSettings({ lint: { preset: 'odd', severities, ignore: ['old/**', 1] } }),
    ).toEqual({
      enable: true,
      preset: undefined,
      severities: new Map([
        ['compose/x', 'error'],
        ['DL3008', 'off'],
      ]),
      ignored: ['old/**'],
      unexplained: new Set(),
    });
    expect(toEditorSettings(null).enable).toBe(true);
    expect(toEditorSettings({ lint: 'off' }).preset).toBeUndefined();
  });
});

describe('the workspace', () => {
  it('tells which texts all safe fixes would change', async () => {
    const talking = await talk({
      folders: { '/w': { x: 'BAD', y: 'fine' }, '/v': { x: 'BAD ODD' } },
    });
    expect(await talking.client.sendRequest(fixWorkspaceRequest)).toEqual([
      { uri: talking.uri('/w/x'), before: 'BAD', after: 'GOOD' },
      { uri: talking.uri('/v/x'), before: 'BAD ODD', after: 'GOOD ODD' },
    ]);
  });

  it('tells how far it is when it is linted', async () => {
    const talking = await talk({ folders: { '/w': { x: 'BAD' }, '/v': { x: 'BAD' } } });
    const seen: number[] = [];
    talking.client.onNotification(lintProgressNotification, ({ done }) => void seen.push(done));
    await talking.client.sendRequest(lintWorkspaceRequest);
    expect(seen).toEqual([0, 1]);
  });

  it('is not linted further once that is canceled', async () => {
    const loads: string[] = [];
    const source = new CancellationTokenSource();
    const talking = await talk({ folders: { '/w': { x: 'BAD' }, '/v': { x: 'BAD' } } });
    talking.client.onNotification(lintProgressNotification, ({ done }) => {
      loads.push(String(done));
      source.cancel();
    });
    await expect(
      talking.client.sendRequest(lintWorkspaceRequest, source.token),
    ).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(loads).toEqual(['0']);
  });

  it('is the root of a client that knows no folders', async () => {
    const folders = { '/w': { x: 'BAD' } };
    const talking = await talk({ folders, rootUri: 'file:///w' });
    await talking.until(() => talking.pushed.get(talking.uri('/w/x'))?.length === 1);
  });

  it('keeps folders of the same name apart, also one that joins later', async () => {
    const folders = {
      '/a/app': { 'compose.yaml': 'BAD' },
      '/b/app': { 'compose.yaml': 'BAD BAD' },
    };
    const talking = await talk({ folders });
    const countOf = (path: string) => talking.pushed.get(talking.uri(path))?.length;
    await talking.until(() => talking.pushed.size === 2);
    expect([countOf('/a/app/compose.yaml'), countOf('/b/app/compose.yaml')]).toEqual([1, 2]);
    await talking.client.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [{ uri: talking.uri('/a/app'), name: 'app' }] },
    });
    await talking.until(() => countOf('/a/app/compose.yaml') === 0);
    expect(countOf('/b/app/compose.yaml')).toBe(2);
  });
});
