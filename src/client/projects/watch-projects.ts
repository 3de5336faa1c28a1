import * as vscode from 'vscode';
import type { ProjectStore } from './project-store.ts';

/** Milliseconds in which changes of files are gathered: a save storm is one change. */
const pause = 200;

/** Files that the trees depend on. */
const watched = [
  '**/*.{yml,yaml}',
  '**/.env*',
  '**/*[dD]ocker[fF]ile*',
  '**/*[cC]ontainerfile*',
  '**/mlflow.db',
];

/** Tells the store which folder's files have changed. */
export function watchProjects(store: ProjectStore): vscode.Disposable {
  const watchers = watched.map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const note = (uri: vscode.Uri): void => {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return;
    changed.add(folder.uri.fsPath);
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const root of changed) store.invalidate(root);
      changed.clear();
    }, pause);
  };
  // A database's text is of no interest; that it is there decides what the view shows.
  const noteText = (uri: vscode.Uri): void => {
    if (!uri.path.endsWith('.db')) note(uri);
  };
  return vscode.Disposable.from(
    ...watchers.flatMap((watcher) => [
      watcher,
      watcher.onDidCreate(note),
      watcher.onDidDelete(note),
      watcher.onDidChange(noteText),
    ]),
    { dispose: () => clearTimeout(timer) },
  );
}
