import * as vscode from 'vscode';
import type { Editor, FileChange, TextPage, TextSource } from '../commands/editor.ts';
import { toTextChange } from '../../core/base/text-change.ts';
import { followPage } from './follow-page.ts';
import { TextPages } from './text-pages.ts';
import { toArtifactUri, type ArtifactPlace } from './artifact-uri.ts';
import { toVolumeUri } from './volume-uri.ts';

export interface VscodeEditorOptions {
  readonly pages: TextPages;
  /** The extension's own folder. */
  readonly extensionUri: vscode.Uri;
}

const mostTabs = 10;

/** Editors and files of VS Code. */
export class VscodeEditor implements Editor {
  readonly #options: VscodeEditorOptions;

  constructor(options: VscodeEditorOptions) {
    this.#options = options;
  }

  async openFile(path: string, line?: number): Promise<void> {
    const at = line === undefined ? undefined : new vscode.Range(line, 0, line, 0);
    await vscode.window.showTextDocument(
      vscode.Uri.file(path),
      at === undefined ? {} : { selection: at },
    );
  }

  async openText({ name, text }: TextPage): Promise<void> {
    const uri = this.#options.pages.set(`page/${name}`, text);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  async followText(name: string, source: TextSource): Promise<void> {
    await followPage(this.#options.pages, name, source);
  }

  async openVolumeFile(volume: string, path: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.open', toVolumeUri(volume, path), {
      preview: true,
    });
  }

  async openArtifact(place: ArtifactPlace): Promise<void> {
    const uri = toArtifactUri(place);
    // Fails in our own words; an editor would say what it makes of them.
    await vscode.workspace.fs.stat(uri);
    await vscode.commands.executeCommand('vscode.open', uri, { preview: true });
  }

  async openPage(path: string): Promise<void> {
    const uri = vscode.Uri.joinPath(this.#options.extensionUri, ...path.split('/'));
    // The preview waits for ever for a file that is not there.
    await vscode.workspace.fs.stat(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  async preview(title: string, changes: readonly FileChange[]): Promise<void> {
    const { pages } = this.#options;
    const resources = changes.map(({ path, before, after }) => {
      const file = vscode.Uri.file(path);
      return [
        file,
        pages.set(file.path, before ?? '', 'before'),
        pages.set(file.path, after, 'after'),
      ];
    });
    await vscode.commands.executeCommand('vscode.changes', title, resources);
  }

  async closePreview(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => isPreview(input));
    await vscode.window.tabGroups.close(tabs);
  }

  async apply(label: string, changes: readonly FileChange[]): Promise<boolean> {
    const edit = new vscode.WorkspaceEdit();
    const metadata = { label, needsConfirmation: false };
    const edited: vscode.TextDocument[] = [];
    for (const { path, before, after } of changes) {
      const uri = vscode.Uri.file(path);
      if (before === undefined) {
        const contents = new TextEncoder().encode(after);
        edit.createFile(uri, { contents, overwrite: false }, metadata);
        continue;
      }
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.getText() !== before) {
        const name = vscode.workspace.asRelativePath(uri);
        throw new Error(vscode.l10n.t('{0} has changes that are not saved: save it first.', name));
      }
      const change = toTextChange(document.getText(), after);
      const range = new vscode.Range(
        document.positionAt(change.start),
        document.positionAt(change.end),
      );
      edit.replace(uri, range, change.insert, metadata);
      edited.push(document);
    }
    if (!(await vscode.workspace.applyEdit(edit))) return false;
    for (const document of edited) {
      await document.save();
      // So many tabs would be worse than an undo in files that nobody sees.
      if (edited.length > mostTabs) continue;
      // An undo changes the file again without saving it, which nobody would see without a tab.
      await vscode.window.showTextDocument(document, { preview: false, preserveFocus: true });
    }
    return true;
  }

  async openAddress(url: string): Promise<void> {
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  async run(command: string, ...args: readonly unknown[]): Promise<void> {
    await vscode.commands.executeCommand(command, ...args);
  }
}

/** The API does not tell a multi-file diff from other tabs of kinds it does not know, so their documents do. */
function isPreview(input: unknown): boolean {
  if (input instanceof vscode.TabInputTextDiff) {
    return input.modified.scheme === TextPages.scheme;
  }
  const diffs = (input as { textDiffs?: readonly vscode.TabInputTextDiff[] } | undefined)
    ?.textDiffs;
  return diffs?.some(({ modified }) => modified.scheme === TextPages.scheme) === true;
}
