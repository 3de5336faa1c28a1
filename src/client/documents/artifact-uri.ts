import * as vscode from 'vscode';

export const artifactScheme = 'drydock-artifact';

export interface ArtifactPlace {
  /** Id of the store, as the MLflow view names it. */
  readonly store: string;
  readonly run: string;
  /** Relative to the run's artifact root, with `/`. */
  readonly path: string;
}

/** The store is in the query, so that a tab is named for the file. */
export function toArtifactUri({ store, run, path }: ArtifactPlace): vscode.Uri {
  return vscode.Uri.from({ scheme: artifactScheme, path: `/${run}/${path}`, query: store });
}

export function fromArtifactUri({ path, query }: vscode.Uri): ArtifactPlace {
  const [, run = '', ...rest] = path.split('/');
  return { store: query, run, path: rest.join('/') };
}
