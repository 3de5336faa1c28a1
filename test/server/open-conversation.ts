import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  DidChangeTextDocumentNotification,
  type Diagnostic,
  type InitializeParams,
  type ProtocolConnection,
  type WorkspaceFolder,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { serve } from '../../src/server/serve.ts';
import type { LintParts } from '../../src/server/workspace/lint-parts.ts';
import { toLintParts, type FakeProject } from './fake-lint.ts';

export interface ConversationOptions {
  readonly folders: Readonly<Record<string, FakeProject>>;
  readonly parts?: Partial<LintParts>;
  readonly canPull?: boolean;
  readonly settings?: unknown;
  readonly wish?: 'push';
  /** For a client that knows no workspace folders: its only one. */
  readonly rootUri?: string;
}

/** An editor's side of a conversation with the real server, over streams in memory. */
export interface Conversation {
  readonly client: ProtocolConnection;
  /** Everything that was pushed, by URI; the last one counts. */
  readonly pushed: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly refreshes: () => number;
  /** What the server wrote into the log, line by line. */
  readonly logged: readonly string[];
  uri(path: string): string;
  open(path: string, text: string, languageId?: string): Promise<void>;
  change(path: string, version: number, text: string): Promise<void>;
  pull(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** Resolves when the condition holds; it is looked at after each message from the server. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openConversation(options: ConversationOptions): Promise<Conversation> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serve({
    connection: createConnection(toServer, toClient),
    parts: { ...toLintParts(options.folders), ...options.parts },
    rulePage: 'https://example.org/rules/{rule}',
  });
  const client = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const pushed = new Map<string, readonly Diagnostic[]>();
  const waiting = new Set<() => void>();
  const noteMessage = (): void => {
    for (const look of waiting) look();
  };
  let refreshes = 0;
  client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    pushed.set(uri, diagnostics);
    noteMessage();
  });
  client.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes += 1;
    noteMessage();
  });
  const logged: string[] = [];
  client.onNotification(LogMessageNotification.type, ({ message }) => {
    logged.push(message);
    noteMessage();
  });
  client.onRequest(RegistrationRequest.type, () => undefined);
  client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => options.settings));
  client.listen();
  await client.sendRequest(InitializeRequest.type, toInitialize(options));
  await client.sendNotification(InitializedNotification.type, {});
  const uri = (path: string): string => pathToFileURL(path).href;
  return {
    client,
    pushed,
    refreshes: () => refreshes,
    logged,
    uri,
    open: (path, text, languageId = 'dockerfile') =>
      client.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(path), languageId, version: 1, text },
      }),
    change: (path, version, text) =>
      client.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ text }],
      }),
    pull: (path, previousResultId) =>
      client.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: uri(path) },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      }),
    until: (condition) =>
      new Promise((resolve, reject) => {
        const deadline = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not so within 5 s: ${String(condition)}`));
        }, 5_000);
        const look = (): void => {
          if (!condition()) return;
          clearTimeout(deadline);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      await client.sendRequest(ShutdownRequest.type);
      client.dispose();
    },
  };
}

function toInitialize(options: ConversationOptions): InitializeParams {
  const { folders, canPull = true, wish, rootUri } = options;
  return {
    processId: null,
    initializationOptions: { diagnostics: wish },
    rootUri: rootUri ?? null,
    ...(rootUri === undefined ? { workspaceFolders: Object.keys(folders).map(toFolder) } : {}),
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
        diagnostics: { refreshSupport: true },
      },
      textDocument: canPull ? { diagnostic: {} } : {},
    },
  };
}

function toFolder(path: string): WorkspaceFolder {
  return { uri: pathToFileURL(path).href, name: path };
}
