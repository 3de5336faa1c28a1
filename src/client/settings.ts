import * as vscode from 'vscode';
import type { SettingId } from './manifest/settings.data.ts';

/** A text setting; empty where it is not set. Restricted ones give what the person set, not an untrusted workspace. */
export function getTextSetting(id: SettingId): string {
  const value: unknown = vscode.workspace.getConfiguration('drydock').get(id);
  return typeof value === 'string' ? value.trim() : '';
}

/** A list of texts for one folder; anything else in it counts as not written. */
export function getListSetting(id: SettingId, folder: string): readonly string[] {
  const scope = vscode.Uri.file(folder);
  const value: unknown = vscode.workspace.getConfiguration('drydock', scope).get(id);
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'string' && item.trim() !== '').map(String);
}
