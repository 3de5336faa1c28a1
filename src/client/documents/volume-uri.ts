import * as vscode from 'vscode';

export const volumeScheme = 'drydock-volume';

/** `path` is absolute in the volume, with `/`. The authority of a URI keeps no case, so the volume's name is in the path. */
export function toVolumeUri(volume: string, path: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: volumeScheme,
    path: `/${volume}/${path.replace(/^\/+/, '')}`,
  });
}

export interface VolumePlace {
  readonly volume: string;
  /** Absolute in the volume. */
  readonly path: string;
}

export function fromVolumeUri(uri: vscode.Uri): VolumePlace {
  const [, volume = '', ...rest] = uri.path.split('/');
  return { volume, path: `/${rest.join('/')}` };
}
