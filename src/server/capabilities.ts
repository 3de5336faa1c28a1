import {
  TextDocumentSyncKind,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import { fixAllKind } from './requests/code-action.ts';

/** What the client can, as far as the server acts on it. */
export interface ClientAbilities {
  readonly canPull: boolean;
  readonly canRefresh: boolean;
  readonly canConfigure: boolean;
  readonly canWatch: boolean;
  readonly hasFolders: boolean;
}

export function fromClientCapabilities(client: ClientCapabilities): ClientAbilities {
  return {
    canPull: client.textDocument?.diagnostic !== undefined,
    canRefresh: client.workspace?.diagnostics?.refreshSupport === true,
    canConfigure: client.workspace?.configuration === true,
    canWatch: client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: client.workspace?.workspaceFolders === true,
  };
}

/** Files that are not open are pushed, so there are no workspace diagnostics to pull. */
export function toServerCapabilities(abilities: ClientAbilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    definitionProvider: true,
    documentLinkProvider: {},
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    ...(abilities.canPull
      ? {
          diagnosticProvider: {
            identifier: 'drydock',
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }
      : {}),
    ...(abilities.hasFolders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {}),
  };
}
