import * as vscode from 'vscode';
import type { DiagnosticsFacts } from '../app/diagnostics-report.ts';
import type { EngineState } from '../app/engine-state.ts';
import { settings } from './manifest/settings.data.ts';

export interface AboutOptions {
  readonly extension: vscode.Extension<unknown>;
  readonly server: string;
  /** Undefined where nobody looked at a view yet. */
  readonly engine: EngineState | undefined;
  readonly log: readonly string[];
  readonly folders: readonly string[];
}

/** What is known about Drydock itself, without asking anybody. */
export function collectFacts(options: AboutOptions): DiagnosticsFacts {
  const { extension, server, engine, log, folders } = options;
  const { version } = extension.packageJSON as { readonly version: string };
  return {
    versions: {
      Drydock: version,
      'VS Code': `${vscode.version} (${vscode.env.appHost}${vscode.env.remoteName === undefined ? '' : ', remote'})`,
      Node: process.versions.node,
      System: `${process.platform} ${process.arch}`,
    },
    settings: listChangedSettings(),
    server,
    engine: describeEngine(engine),
    findings: listRules(),
    log: log.slice(-50),
    folders,
  };
}

function listChangedSettings(): Readonly<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration('drydock');
  const changed = Object.entries(settings).flatMap(([id, { default: usual }]) => {
    const value: unknown = configuration.get(id);
    return JSON.stringify(value) === JSON.stringify(usual) ? [] : [[`drydock.${id}`, value]];
  });
  return Object.fromEntries(changed) as Readonly<Record<string, unknown>>;
}

function describeEngine(engine: EngineState | undefined): string {
  if (!vscode.workspace.isTrusted) return 'not asked, since the workspace is not trusted';
  if (engine === undefined || engine.kind === 'idle') return 'not asked yet';
  return engine.kind === 'unavailable' ? `unavailable (${engine.failure})` : engine.kind;
}

function listRules(): readonly string[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([, findings]) => findings)
    .filter(({ source }) => source === 'drydock')
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));
}
