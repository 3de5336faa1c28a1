import type { Span } from '../base/span.ts';
import type { PythonText } from '../syntax/python-scan-tree.ts';
import type { PythonModel } from './python-project.ts';

/** What the programs of a project call their models. */
export interface ModelNames {
  /** By the name in the registry: where it is registered. */
  readonly registered: ReadonlyMap<string, Span>;
  /** False where some name is worked out while the program runs. */
  readonly isComplete: boolean;
  /** Names in `models:/…`. */
  readonly loaded: readonly { readonly name: string; readonly at: Span }[];
  /** Paths in runs under which models are logged; undefined where one of them is not known. */
  readonly logged: ReadonlySet<string> | undefined;
  /** Paths in `runs:/…`. */
  readonly fromRuns: readonly { readonly path: string; readonly at: Span }[];
}

export function findModelNames({ sources }: PythonModel): ModelNames {
  const registered = new Map<string, Span>();
  const logged = new Set<string>();
  const loaded: { name: string; at: Span }[] = [];
  const fromRuns: { path: string; at: Span }[] = [];
  let isComplete = true;
  let isLoggedKnown = true;
  const addRegistered = (value: PythonText | undefined): void => {
    if (value === undefined) return;
    if (value.isKnown && value.text !== undefined) registered.set(value.text, value.at);
    else isComplete = false;
  };
  for (const { mlflow, calls } of sources.values()) {
    for (const { action, name, values } of mlflow) {
      if (action === 'log-model') {
        addRegistered(values.get('registered_model_name'));
        const path = values.get('name') ?? values.get('artifact_path');
        if (path?.isKnown === true && path.text !== undefined) logged.add(path.text);
        else isLoggedKnown = false;
      } else if (action === 'register-model') addRegistered(values.get('name'));
      else if (name.endsWith('create_registered_model')) addRegistered(values.get('name'));
      // Artifacts are logged under any path.
      if (action === 'log-artifact') isLoggedKnown = false;
      const uri = values.get('model_uri');
      if (uri?.text === undefined) continue;
      const [, model] = /^models:\/([^/@{}]+)(?:[/@]|$)/.exec(uri.text) ?? [];
      // A default of a variable is replaced where somebody sets it.
      if (action === 'load-model' && model !== undefined && uri.variable === undefined) {
        loaded.push({ name: model, at: uri.at });
      }
      const [, path] = /^runs:\/[^/]+\/([^{}]+)$/.exec(uri.text) ?? [];
      if (path !== undefined) fromRuns.push({ path, at: uri.at });
    }
    // Autologging calls its models "model", and registers some.
    if (calls.some(({ name }) => /^mlflow\.(?:\w+\.)?autolog$/.test(name))) logged.add('model');
  }
  return { registered, isComplete, loaded, logged: isLoggedKnown ? logged : undefined, fromRuns };
}
