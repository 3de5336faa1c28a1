import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeParams,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  fromClientCapabilities,
  toServerCapabilities,
  type ClientAbilities,
} from './capabilities.ts';
import { createGuard, type Guard } from './guard.ts';
import { answerCodeAction } from './requests/code-action.ts';
import { DiagnosticsFeed } from './requests/diagnostics.ts';
import { answerDefinition } from './requests/definition.ts';
import { answerDocumentLinks } from './requests/document-links.ts';
import { answerFixWorkspace, fixWorkspaceRequest } from './requests/fix-workspace.ts';
import { answerHover } from './requests/hover.ts';
import { MemoryRelease } from './memory-release.ts';
import { listRulesRequest } from './requests/list-rules.ts';
import {
  answerLintWorkspace,
  lintProgressNotification,
  lintWorkspaceRequest,
} from './requests/lint-workspace.ts';
import type { LintParts } from './workspace/lint-parts.ts';
import { LintSchedule } from './workspace/lint-schedule.ts';
import { loadEditorSettings } from './workspace/editor-settings.ts';
import type { ProjectRoot } from './workspace/project-root.ts';
import { Roots } from './workspace/roots.ts';

export interface ServeOptions {
  readonly connection: Connection;
  readonly parts: LintParts;
  /** Address of a rule's page with `{rule}` in the place of its id, unless the client brings its own. */
  readonly rulePage: string;
}

/** Speaks the protocol on one connection until the client ends it. */
export function serve(options: ServeOptions): void {
  new Conversation(options).start();
}

class Conversation {
  readonly #connection: Connection;
  readonly #parts: LintParts;
  readonly #roots: Roots;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #guard: Guard;
  readonly #schedule: LintSchedule;
  readonly #memory = new MemoryRelease();
  #abilities: ClientAbilities = fromClientCapabilities({});
  #feed: DiagnosticsFeed;
  #rulePage: string;
  /** Settled once the client's settings are known: findings of the defaults would be wrong for a moment. */
  readonly #ready = Promise.withResolvers<void>();

  constructor({ connection, parts, rulePage }: ServeOptions) {
    this.#connection = connection;
    this.#parts = parts;
    this.#rulePage = rulePage;
    this.#roots = new Roots(parts, (error) =>
      connection.console.error(`a folder could not be read: ${toText(error)}`),
    );
    this.#guard = createGuard(connection.console);
    this.#schedule = new LintSchedule((root) => this.#publish(root));
    this.#feed = this.#createFeed();
  }

  start(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => {
      this.#noteClient(params);
      return {
        capabilities: toServerCapabilities(this.#abilities),
        serverInfo: { name: 'drydock' },
      };
    });
    connection.onInitialized(() => this.#begin());
    connection.onShutdown(() => {
      this.#schedule.dispose();
      this.#memory.dispose();
      for (const root of this.#roots.all) root.close();
    });
    this.#answerRequests();
    this.#followDocuments();
    this.#documents.listen(connection);
    connection.listen();
  }

  #noteClient(params: InitializeParams): void {
    const { capabilities, initializationOptions } = params;
    const { rulePage, diagnostics } = toOptions(initializationOptions);
    const abilities = fromClientCapabilities(capabilities);
    this.#abilities = { ...abilities, canPull: abilities.canPull && diagnostics !== 'push' };
    if (typeof rulePage === 'string') this.#rulePage = rulePage;
    for (const uri of toFolders(params)) this.#roots.addFolder(uri);
    this.#feed = this.#createFeed();
  }

  /** What only works once the client has taken the answer to `initialize`. */
  async #begin(): Promise<void> {
    const { client } = this.#connection;
    if (this.#abilities.canConfigure) {
      await client.register(DidChangeConfigurationNotification.type, { section: 'drydock' });
    }
    if (this.#abilities.canWatch) {
      // Which files are there decides what COPY finds, so no pattern is narrower.
      await client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*' }],
      });
    }
    if (this.#abilities.hasFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of added) this.#roots.addFolder(uri);
        for (const { uri } of removed) this.#removeFolder(uri);
        void this.#applySettings();
      });
    }
    await this.#applySettings();
  }

  #answerRequests(): void {
    const connection = this.#connection;
    const nothing: DocumentDiagnosticReport = { kind: 'full', items: [] };
    connection.languages.diagnostics.on(
      this.#guard('diagnostics', nothing, async ({ textDocument, previousResultId }) => {
        const place = this.#roots.find(textDocument.uri);
        if (place === undefined) return nothing;
        await this.#ready.promise;
        return this.#feed.answer(textDocument.uri, place, previousResultId);
      }),
    );
    const shared = {
      roots: this.#roots,
      parts: this.#parts,
      pageOf: (rule: string) => this.#pageOf(rule),
    };
    connection.onHover(this.#guard('hover', null, (params) => answerHover(params, shared)));
    connection.onCodeAction(
      this.#guard('code action', [], (params) => answerCodeAction(params, shared)),
    );
    connection.onRequest(listRulesRequest, () => this.#parts.rules);
    connection.onDefinition(
      this.#guard('definition', null, (params) => answerDefinition(params, shared)),
    );
    connection.onDocumentLinks(
      this.#guard('document links', [], (params) => answerDocumentLinks(params, shared)),
    );
    connection.onRequest(fixWorkspaceRequest, (token) => answerFixWorkspace(this.#roots, token));
    connection.onRequest(lintWorkspaceRequest, (token) =>
      answerLintWorkspace({
        roots: this.#roots,
        token,
        publish: (root) => this.#publish(root),
        report: (progress) => void connection.sendNotification(lintProgressNotification, progress),
      }),
    );
  }

  #followDocuments(): void {
    this.#documents.onDidOpen(({ document }) => {
      this.#roots.open(document.uri, document.languageId);
    });
    this.#documents.onDidChangeContent(({ document }) => {
      const { uri, languageId } = document;
      const place = this.#roots.find(uri) ?? this.#roots.open(uri, languageId);
      place.root.setOverlay(place.file, { text: document.getText(), version: document.version });
      this.#schedule.request(place.root);
    });
    this.#documents.onDidClose(({ document: { uri } }) => {
      const place = this.#roots.find(uri);
      this.#feed.forget(uri);
      if (place === undefined) return;
      if (this.#roots.isLoose(uri)) this.#retract(place.root);
      this.#roots.close(uri);
      place.root.setOverlay(place.file, undefined);
      // What is on the disk may differ from what was open, and from what was read before.
      place.root.reload();
      if (place.root.folder !== undefined) this.#schedule.request(place.root);
    });
    this.#connection.onDidChangeWatchedFiles(({ changes }) => {
      const touched = new Set(changes.map(({ uri }) => this.#roots.find(uri)?.root));
      for (const root of touched) {
        if (root === undefined) continue;
        root.reload();
        this.#schedule.request(root);
      }
    });
    this.#connection.onDidChangeConfiguration(() => this.#applySettings());
  }

  async #applySettings(): Promise<void> {
    try {
      if (this.#abilities.canConfigure) {
        await loadEditorSettings(this.#connection, this.#roots);
      }
    } catch (error) {
      this.#connection.console.warn(`The settings could not be read: ${String(error)}`);
    }
    this.#ready.resolve();
    for (const root of this.#roots.all) this.#schedule.request(root);
  }

  /** Never rejects. */
  async #publish(root: ProjectRoot): Promise<void> {
    try {
      await this.#ready.promise;
      await this.#feed.publish(root);
      this.#memory.touch();
    } catch (error) {
      this.#connection.console.error(`linting failed: ${toText(error)}`);
    }
  }

  #removeFolder(uri: string): void {
    const root = this.#roots.removeFolder(uri);
    if (root !== undefined) this.#retract(root);
  }

  #retract(root: ProjectRoot): void {
    this.#schedule.cancel(root);
    this.#feed.retract(root);
  }

  #createFeed(): DiagnosticsFeed {
    return new DiagnosticsFeed({
      connection: this.#connection,
      documents: this.#documents,
      canPull: this.#abilities.canPull,
      canRefresh: this.#abilities.canRefresh,
      pageOf: (rule) => this.#pageOf(rule),
    });
  }

  #pageOf(rule: string): string | undefined {
    const isKnown = this.#parts.rules.some(({ id }) => id === rule);
    return isKnown ? this.#rulePage.replaceAll('{rule}', rule) : undefined;
  }
}

function toText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Older clients know one folder only. */
function toFolders(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders != null) return params.workspaceFolders.map(({ uri }) => uri);
  // oxlint-disable-next-line typescript/no-deprecated -- There are clients that send nothing else.
  const { rootUri } = params;
  return rootUri === null ? [] : [rootUri];
}

interface ClientOptions {
  /** Address of a rule's page with `{rule}` in the place of its id. */
  readonly rulePage?: unknown;
  /** `push` for a client that could pull but does not want to. */
  readonly diagnostics?: unknown;
}

function toOptions(value: unknown): ClientOptions {
  return typeof value === 'object' && value !== null ? value : {};
}
