import * as vscode from 'vscode';
import type { Page } from './page.ts';

/** A row of one of Drydock's views. */
export interface SidebarRow {
  readonly view: 'Services' | 'Volumes' | 'MLflow';
  readonly text: string;
}

/** Drydock's view container, as a person sees it. */
export interface Sidebar {
  show(): Promise<void>;
  waitFor(row: SidebarRow): Promise<void>;
  waitUntilGone(row: SidebarRow): Promise<void>;
  click(row: SidebarRow): Promise<void>;
  /** Opens a row that has others below it; nothing happens to one that is open. */
  expand(row: SidebarRow): Promise<void>;
  texts(view: SidebarRow['view']): Promise<readonly string[]>;
}

export function openSidebar(page: Page): Sidebar {
  const rowsOf = (view: string): string =>
    `.pane:has(.pane-header[aria-label^="${view}"]) .monaco-list-row`;
  return {
    show: async () => {
      await vscode.commands.executeCommand('workbench.view.extension.drydock');
      await page.waitFor('.pane-header[aria-label^="Services"]');
    },
    waitFor: ({ view, text }) => page.waitFor(rowsOf(view), { hasText: text, timeout: 30_000 }),
    waitUntilGone: ({ view, text }) =>
      page.waitUntilGone(rowsOf(view), { hasText: text, timeout: 30_000 }),
    click: ({ view, text }) => page.click(`${rowsOf(view)} .label-name`, { hasText: text }),
    expand: async ({ view, text }) => {
      await page.waitFor(rowsOf(view), { hasText: text, timeout: 30_000 });
      const closed = `${rowsOf(view)}[aria-expanded="false"]:has-text("${text}")`;
      const isClosed = (await page.texts(closed)).length > 0;
      if (isClosed) await page.click(`${closed} .monaco-tl-twistie`);
    },
    texts: (view) => page.texts(rowsOf(view)),
  };
}
