import type { Span } from '../base/span.ts';
import type { MlflowPeer } from './mlflow-peer.ts';

/** A call of a program that reads or writes runs or models. */
interface TrackingCall {
  readonly name: string;
  readonly at: Span;
}

/** The first call that needs a tracking server; a model loaded from a folder does not. */
export function findTrackingCall({ sources }: MlflowPeer): TrackingCall | undefined {
  for (const { mlflow, calls } of sources) {
    const call = mlflow.find(({ action, values }) => {
      if (action === 'load-model') return isRegistryUri(values.get('model_uri')?.text);
      return trackingActions.has(action);
    });
    if (call !== undefined) return call;
    const plain = calls.find(({ name }) =>
      /^mlflow\.(?:log_\w+|set_tags?|autolog|\w+\.autolog)$/.test(name),
    );
    if (plain !== undefined) return plain;
  }
  return undefined;
}

/** True where the whole program is known, as far as its files say, and nothing in it uses MLflow. */
export function hasNoTrackingCall(peer: MlflowPeer): boolean {
  const isRead = peer.sources.some(({ imports }) => imports.length > 0);
  return isRead && findTrackingCall(peer) === undefined && !peer.sources.some(usesMlflow);
}

/** Also by a name that is worked out, or by a framework's own support. */
function usesMlflow({ imports, calls, mlflow }: MlflowPeer['sources'][number]): boolean {
  return (
    mlflow.length > 0 ||
    imports.some(({ module }) => /mlflow/i.test(module)) ||
    calls.some(({ name }) => /mlflow/i.test(name))
  );
}

/** True where the program says itself which server it means. */
export function setsTrackingUri({ sources }: MlflowPeer): boolean {
  return sources.some(({ mlflow, calls }) => {
    const isSet = mlflow.some(
      ({ action, values }) => action === 'set-tracking-uri' || values.has('tracking_uri'),
    );
    // Loggers of frameworks take an address of their own.
    return (
      isSet || calls.some(({ keywords }) => keywords.some(({ name }) => name === 'tracking_uri'))
    );
  });
}

const trackingActions: ReadonlySet<string> = new Set([
  'set-experiment',
  'create-experiment',
  'log-model',
  'register-model',
  'log-artifact',
  'search',
  'start-run',
  'registry',
]);

function isRegistryUri(uri: string | undefined): boolean {
  return uri?.startsWith('models:/') === true || uri?.startsWith('runs:/') === true;
}
