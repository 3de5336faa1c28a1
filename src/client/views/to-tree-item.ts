import * as vscode from 'vscode';
import type { ViewNode } from '../../app/view-node.ts';
import { toTreeRow } from './tree-row.ts';

const states = {
  leaf: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** The only maker of tree items. */
export function toTreeItem(node: ViewNode): vscode.TreeItem {
  const row = toTreeRow(node);
  const item = new vscode.TreeItem(row.label, states[row.state]);
  item.id = row.id;
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
  );
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.spoken };
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = toPlainTooltip(row.tooltip);
  if (row.command !== undefined) {
    item.command = { command: row.command, title: row.label, arguments: [node] };
  }
  return item;
}

/** Texts of engines and of other people's files: shown as they are, never as Markdown. */
function toPlainTooltip(text: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  return tooltip.appendText(text);
}
