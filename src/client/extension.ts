import type { Localize } from '../app/localize.ts';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { isProcessRunning } from '../adapters/node/is-process-running.ts';
import { createSessionName, isSessionAlive, isSessionDead } from '../app/session-name.ts';
import type { CommandContext } from './commands/command-context.ts';
import { registerCommands } from './commands/register.ts';
import { commandTable } from './commands/table.ts';
import { VscodePrompts } from './commands/vscode-prompts.ts';
import { TextPages } from './documents/text-pages.ts';
import { VscodeEditor } from './documents/vscode-editor.ts';
import { artifactScheme, fromArtifactUri } from './documents/artifact-uri.ts';
import { ReadOnlyFiles } from './documents/read-only-files.ts';
import { fromVolumeUri, volumeScheme } from './documents/volume-uri.ts';
import type { LanguageServer } from './lint/language-server.ts';
import { lazy } from './lazy.ts';
import { rememberLines } from './recent-log.ts';
import { getListSetting, getTextSetting } from './settings.ts';
import { ServerStatus } from './status/server-status.ts';
import { Views } from './views/views.ts';
import { VscodeSecrets } from './vscode-secrets.ts';

/** The composition root: everything is made here, and what is heavy only when it is first needed. */
export function activate(extension: vscode.ExtensionContext): void {
  const composition = new Composition(extension);
  extension.subscriptions.push(...composition.register());
  // After activation, so that nobody waits for it.
  setImmediate(() => composition.startServerWhereWanted());
}

const ownMachine = { host: hostname(), isRunning: isProcessRunning, now: Date.now };

class Composition {
  readonly #extension: vscode.ExtensionContext;
  readonly #log = rememberLines(vscode.window.createOutputChannel('Drydock', { log: true }));
  readonly #output = this.#log.channel;
  readonly #status = new ServerStatus();
  readonly #pages = new TextPages();
  readonly #prompts = new VscodePrompts();
  readonly #ending = new AbortController();
  readonly #session = createOwnSessionName();
  readonly #views: Views;

  constructor(extension: vscode.ExtensionContext) {
    this.#extension = extension;
    this.#views = new Views({
      loadParts: async () => {
        const [{ EngineViews, toVolumesKey }, watch, projects, mlflow] = await Promise.all([
          import('./views/engine-views.ts'),
          this.#loadWatch(),
          this.#loadProjects(),
          this.#loadMlflow(),
        ]);
        const engineViews = new EngineViews({
          projects,
          watch,
          isTrusted,
          hasFolder: () => listFolders().length > 0,
          session: this.#session,
          now: Date.now,
          localize: (message, ...values) => vscode.l10n.t(message, ...values),
        });
        return { watch, engineViews, toVolumesKey, loadMlflow: (signal) => mlflow.load(signal) };
      },
      onShow: () => {
        this.#startServer();
        void this.#offerCleaning();
      },
      onError: (error) => this.#output.error('A view could not be filled', toText(error)),
    });
  }

  register(): readonly vscode.Disposable[] {
    const { extensionUri } = this.#extension;
    const editor = new VscodeEditor({ pages: this.#pages, extensionUri });
    const commands = registerCommands({
      table: commandTable,
      output: this.#output,
      createContext: async (signal) =>
        this.#createContext({ signal, prompts: this.#prompts, editor }),
    });
    const volumeFiles = new ReadOnlyFiles({
      scheme: volumeScheme,
      isTrusted,
      read: async (uri, signal) => {
        const [{ readDisplayedFile }, engine] = await Promise.all([
          import('./documents/read-displayed-file.ts'),
          this.#openEngine(signal),
        ]);
        const place = fromVolumeUri(uri);
        return readDisplayedFile({ engine, ...place, session: this.#session }, signal);
      },
    });
    const artifacts = new ReadOnlyFiles({
      scheme: artifactScheme,
      isTrusted,
      read: async (uri, signal) => {
        const [{ readArtifact }, mlflow] = await Promise.all([
          import('./documents/read-artifact.ts'),
          this.#loadMlflow(),
        ]);
        const findStore: CommandContext['findStore'] = (id) => mlflow.findStore(id, signal);
        return readArtifact({ l10n: vscode.l10n, findStore }, fromArtifactUri(uri), signal);
      },
    });
    return [
      this.#output,
      this.#status,
      this.#pages,
      this.#views,
      commands,
      volumeFiles,
      artifacts,
      { dispose: () => this.#ending.abort() },
      vscode.workspace.onDidOpenTextDocument(() => this.startServerWhereWanted()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('drydock.docker')) this.#views.retryEngine();
        if (event.affectsConfiguration('drydock.mlflow')) this.#views.refreshTrees();
        if (event.affectsConfiguration('drydock.lint.enable')) this.#status.update();
      }),
    ];
  }

  /** A folder's findings are wanted without any of its files being open. */
  startServerWhereWanted(): void {
    if (this.#isServerWanted) return;
    const { workspaceFolders, textDocuments } = vscode.workspace;
    const isWanted =
      (workspaceFolders ?? []).some(({ uri }) => uri.scheme === 'file') ||
      textDocuments.some(({ languageId }) => /^docker(?:file|compose)$/.test(languageId));
    if (isWanted) this.#startServer();
  }

  #isServerWanted = false;

  #startServer(): void {
    this.#isServerWanted = true;
    this.#loadServer()
      .then((server) => server.start())
      // The status item says so; a dialog at each start of the editor would help nobody.
      .catch((error: unknown) => this.#output.error('No language server', toText(error)));
  }

  /** Terminals that are open in this window. */
  #sessions = 0;

  /** Once a window: what a crash left is looked for when the views have an engine, which needs trust. */
  async #offerCleaning(): Promise<void> {
    const [{ offerCleaning, whenConnected }, watch] = await Promise.all([
      import('./commands/offer-cleaning.ts'),
      this.#loadWatch(),
    ]);
    const offer = {
      l10n: vscode.l10n,
      prompts: this.#prompts,
      signal: this.#ending.signal,
      openEngine: (signal: AbortSignal) => this.#openEngine(signal),
      isSessionDead: (session: string) => isSessionDead(session, ownMachine),
      isBusy: () => this.#sessions > 0,
    };
    const waiting = whenConnected(watch, () => {
      // Nobody asked for it, so nobody is told that it could not be done.
      offerCleaning(offer).catch((error: unknown) => this.#output.warn(toText(error)));
    });
    this.#extension.subscriptions.push(waiting);
  }

  readonly #loadServer = lazy(async (): Promise<LanguageServer> => {
    const { LanguageServer } = await import('./lint/language-server.ts');
    const server = new LanguageServer({
      module: join(this.#extension.extensionPath, 'dist', 'server.js'),
      output: this.#output,
      onState: (state) => this.#status.show(state),
      onCount: (counts) => this.#status.count(counts),
    });
    this.#extension.subscriptions.push({ dispose: () => server.stop() });
    return server;
  });

  readonly #loadProjects = lazy(async () => {
    const [store, watching, { buildProject }, { loadSnapshot }] = await Promise.all([
      import('./projects/project-store.ts'),
      import('./projects/watch-projects.ts'),
      import('../core/model/build-project.ts'),
      import('../adapters/node/project-files.ts'),
    ]);
    const projects = new store.ProjectStore({
      folders: listFolders,
      loadProject: async (root, signal) => buildProject(await loadSnapshot(root, signal)),
      memory: this.#extension.workspaceState,
      onChange: () => this.#views.refreshTrees(),
      onError: (error) => this.#output.error('A folder could not be read', toText(error)),
    });
    this.#extension.subscriptions.push(watching.watchProjects(projects));
    return projects;
  });

  readonly #loadWatch = lazy(async () => {
    const [{ createEngineWatch }, { systemClock }] = await Promise.all([
      import('../app/engine-watch.ts'),
      import('../adapters/node/system-clock.ts'),
    ]);
    const watch = createEngineWatch({
      open: (signal) => this.#openEngine(signal),
      clock: systemClock,
      jitter: Math.random,
    });
    this.#extension.subscriptions.push(watch);
    return watch;
  });

  readonly #loadMlflow = lazy(async () => {
    const [{ MlflowView }, tracking, mlflow, files, scratch, fetching, projects] =
      await Promise.all([
        import('./views/mlflow-view.ts'),
        import('../app/tracking/tracking-session.ts'),
        import('../adapters/mlflow/open-tracking-store.ts'),
        import('../adapters/node/disk-file-store.ts'),
        import('../adapters/node/disk-scratch-folders.ts'),
        import('../app/tracking/fetch-store.ts'),
        this.#loadProjects(),
      ]);
    const { tmpdir } = await import('node:os');
    const opener = mlflow.createTrackingStoreOpener({
      files: new files.DiskFileStore(),
      secrets: new VscodeSecrets(this.#extension.secrets),
      workerUrl: new URL('dist/sqlite-worker.js', toFolderUrl(this.#extension.extensionPath)),
      temporaryFolder: tmpdir(),
      fetcher: fetching.createStoreFetcher({
        openEngine: (signal) => this.#openEngine(signal),
        scratch: new scratch.DiskScratchFolders(tmpdir()),
        session: this.#session,
        now: Date.now,
      }),
    });
    const session = tracking.createTrackingSession(opener);
    this.#extension.subscriptions.push({ dispose: () => session.close() });
    const listMore = (root: string) => getListSetting('mlflow.stores', root);
    const localize: Localize = (message, ...values) => vscode.l10n.t(message, ...values);
    return new MlflowView({ projects, session, isTrusted, localize, listMore });
  });

  async #openEngine(signal: AbortSignal) {
    const { openDockerEngine } = await import('../adapters/docker/open-docker-engine.ts');
    const host = getTextSetting('docker.host');
    return openDockerEngine(
      { env: process.env, ...(host === '' ? {} : { setting: { host } }) },
      signal,
    );
  }

  async #openCompose() {
    const [{ ComposeProgram }, { findDockerProgram }] = await Promise.all([
      import('../adapters/compose/compose-program.ts'),
      import('../adapters/compose/find-docker-program.ts'),
    ]);
    const path = getTextSetting('docker.path');
    const host = getTextSetting('docker.host');
    return new ComposeProgram({
      program: path === '' ? await findDockerProgram(process.env, process.platform) : path,
      env: process.env,
      cwd: this.#extension.extensionPath,
      ...(host === '' ? {} : { engineAddress: host }),
    });
  }

  async #createContext(
    parts: Pick<CommandContext, 'signal' | 'prompts' | 'editor'>,
  ): Promise<CommandContext> {
    const [projects, { listFindings }] = await Promise.all([
      this.#loadProjects(),
      import('./lint/list-findings.ts'),
    ]);
    return {
      ...parts,
      l10n: vscode.l10n,
      projects,
      openEngine: (signal) => this.#openEngine(signal),
      openCompose: () => this.#openCompose(),
      openTerminal: async (session) => {
        const [{ openSessionTerminal }, { systemClock }] = await Promise.all([
          import('./terminals/session-terminal.ts'),
          import('../adapters/node/system-clock.ts'),
        ]);
        this.#sessions += 1;
        void session.exit.finally(() => (this.#sessions -= 1));
        openSessionTerminal(session, systemClock);
      },
      findStore: async (id, signal) => (await this.#loadMlflow()).findStore(id, signal),
      toolboxImage: getTextSetting('shell.toolboxImage'),
      createSessionName: createOwnSessionName,
      isSessionAlive: (leftover) => isSessionAlive(leftover, ownMachine),
      secrets: new VscodeSecrets(this.#extension.secrets),
      views: {
        refresh: () => {
          projects.invalidate();
          this.#views.refresh();
        },
        retryEngine: () => this.#views.retryEngine(),
        showOutput: () => this.#output.show(),
      },
      language: {
        restart: async () => (await this.#loadServer()).restart(),
        lintWorkspace: async (asked, report) =>
          (await this.#loadServer()).lintWorkspace(asked, report),
        fixWorkspace: async (asked) => (await this.#loadServer()).fixWorkspace(asked),
        listRules: async () => (await this.#loadServer()).listRules(),
        listFindings,
      },
      about: async () => {
        const [{ collectFacts }, watch] = await Promise.all([
          import('./about-drydock.ts'),
          this.#loadWatch(),
        ]);
        return collectFacts({
          extension: this.#extension.extension,
          server: this.#status.text,
          engine: watch.state,
          log: this.#log.lines,
          folders: listFolders(),
        });
      },
    };
  }
}

function createOwnSessionName(): string {
  const unique = randomUUID();
  return createSessionName({ program: 'vscode', host: hostname(), pid: process.pid, unique });
}

function listFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}

function isTrusted(): boolean {
  return vscode.workspace.isTrusted;
}

function toFolderUrl(path: string): URL {
  return new URL(`${vscode.Uri.file(path).toString()}/`);
}

function toText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
