import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { ensureCached } from './cache.ts';
import { ensureInstalled, ensurePrograms } from './debian-packages.ts';
import { MissingPieceError } from './missing-piece.ts';
import { findProgram, runCommand } from './run-command.ts';
import { toFlags } from './to-flags.ts';

const codeServerVersion = '4.139.1';

export interface VscodeServerOptions {
  /** Ask before a folder is trusted, as VS Code does for a person; without it every folder is trusted. */
  readonly asksForTrust: boolean;
  /** Holds settings and installed extensions; a temporary one without it. */
  readonly dataFolder?: string;
  readonly extensionsFolder?: string;
  /** What extensions see in `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
}

interface WindowOptions {
  readonly folder: string | undefined;
  readonly developmentFolders: readonly string[];
  readonly testsPath?: string;
}

/** The server half of VS Code, whose workbench runs in a browser. */
export interface VscodeServer {
  /** The address of a window, with the token without which the server answers nobody. */
  windowUrl(options: WindowOptions): string;
  stop(): Promise<void>;
}

/** The folder with VS Code's server, installed by npm into the cache, once; about two minutes. */
export async function ensureCodeServer(): Promise<string> {
  const item = await ensureCached(`code-server-${codeServerVersion}`, async ({ folder }) => {
    await ensurePrograms(
      { make: 'make', 'g++': 'g++', python3: 'python3', 'pkg-config': 'pkg-config' },
      'The VS Code host of the tests',
    );
    if (process.platform === 'linux' && (await findProgram('dpkg-query')) !== undefined) {
      await ensureInstalled(['libkrb5-dev'], 'The VS Code host of the tests');
    }
    const manifest = { private: true, allowScripts: { 'code-server': true, argon2: true } };
    await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
    await runCommand(
      'npm',
      [
        'install',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        `code-server@${codeServerVersion}`,
      ],
      {
        cwd: folder,
        env: await withNodeHeaders(withNode24(withoutOuterNpm(process.env))),
        deadline: 20 * 60_000,
      },
    );
  });
  return path.join(item, 'node_modules/code-server/lib/vscode');
}

/** Installs a VSIX as a person would, into the folders that a server started later is given. */
export async function installVsix(
  vsix: string,
  folders: { readonly dataFolder: string; readonly extensionsFolder: string },
): Promise<void> {
  const server = await ensureCodeServer();
  await runCommand(
    node24(),
    [
      path.join(server, 'out/server-main.js'),
      ...toFlags({
        'accept-server-license-terms': true,
        'install-extension': vsix,
        force: true,
        'server-data-dir': folders.dataFolder,
        'extensions-dir': folders.extensionsFolder,
      }),
    ],
    { env: withoutEditor(process.env), deadline: 120_000 },
  );
}

/** Starts VS Code's server on 127.0.0.1; it ends with `stop`. */
export async function startVscodeServer(options: VscodeServerOptions): Promise<VscodeServer> {
  const server = await ensureCodeServer();
  const temporary = await mkdtemp(path.join(tmpdir(), 'drydock-vscode-'));
  const dataFolder = options.dataFolder ?? path.join(temporary, 'data');
  await writeSettings(dataFolder);
  const token = randomBytes(16).toString('hex');
  // In a file, because every user of the machine may read the arguments of a program.
  const tokenFile = path.join(temporary, 'connection-token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const port = await findFreePort();
  const child = spawn(
    node24(),
    [
      path.join(server, 'out/server-main.js'),
      ...toFlags({
        host: '127.0.0.1',
        port,
        'connection-token-file': tokenFile,
        // Without it a released VS Code ignores the payload of a window's address.
        'enable-smoke-test-driver': true,
        'disable-telemetry': true,
        'disable-experiments': true,
        'accept-server-license-terms': true,
        'force-disable-user-env': true,
        'disable-workspace-trust': !options.asksForTrust,
        'server-data-dir': dataFolder,
        'extensions-dir': options.extensionsFolder ?? path.join(temporary, 'extensions'),
      }),
    ],
    { env: withoutEditor(options.env ?? process.env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  try {
    await waitUntilListening(child);
  } catch (error) {
    child.kill('SIGKILL');
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  return {
    windowUrl: (window) => toWindowUrl({ port, token }, window),
    stop: async () => {
      await endServer(child);
      await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Node 24 of the repository; the machine's own may be older. */
function node24(): string {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new MissingPieceError(
    'node',
    'This needs Node 24, which `npm ci` brings',
    'run it through npm.',
  );
}

/** The environment with Node 24 first on PATH. */
export function withNode24(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bin = path.join(repositoryRoot, 'node_modules/.bin');
  return { ...env, PATH: [bin, path.dirname(node24()), env['PATH'] ?? ''].join(path.delimiter) };
}

/** An npm that runs us describes itself and its Node 20 in variables, and an npm below would pass them on as its own. */
function withoutOuterNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const outer =
    /^(npm_(lifecycle|package|execpath|node_execpath|command)|npm_config_(user_agent|local_prefix)$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
}

/** Its native modules are compiled with Node's headers; where the machine carries some, none are downloaded. */
async function withNodeHeaders(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const found = await stat('/usr/include/node/node.h').catch(() => undefined);
  return found === undefined ? env : { npm_config_nodedir: '/usr', ...env };
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** A terminal inside VS Code hands its variables on, and they would steer the server. */
function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  // Without a gallery the server asks no extension marketplace for anything.
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}' };
}

async function writeSettings(dataFolder: string): Promise<void> {
  const folder = path.join(dataFolder, 'data/Machine');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(quietSettings, undefined, 2));
}

/** Without welcome pages, hints and everything that would ask the network. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'git.enabled': false,
  // Without a GPU the screen of a terminal is text in the page, which a test can read.
  'terminal.integrated.gpuAcceleration': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** The payload is what carries a desktop's command-line flags into a browser window. */
function toWindowUrl(
  { port, token }: { readonly port: number; readonly token: string },
  { folder, developmentFolders, testsPath }: WindowOptions,
): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ...developmentFolders.map((development) => ['extensionDevelopmentPath', remote(development)]),
    ...(testsPath === undefined ? [] : [['extensionTestsPath', remote(testsPath)]]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('tkn', token);
  if (folder !== undefined) url.searchParams.set('folder', folder);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function waitUntilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void =>
      reject(new Error(`VS Code's server ${why}:\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail('does not answer'), 60_000);
    const read = (text: string): void => {
      output += text;
      if (!output.includes('Extension host agent listening')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('error', (cause) => fail(`cannot be started (${cause.message})`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? 'a signal'}`);
    });
  });
}

async function endServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}
