import { findServiceWorkdir } from './mlflow-files.ts';
import type { MlflowPeer } from './mlflow-peer.ts';
import { findMlflowServer, type MlflowServer } from './mlflow-server.ts';
import { parseStore, type MlflowStore } from './mlflow-store.ts';
import { isBefore } from './mlflow-versions.ts';
import type { ScalarTextLike, Service } from './project.ts';

/** A service that runs `mlflow server` or `mlflow ui`. */
export interface TrackingServer {
  readonly peer: MlflowPeer;
  readonly service: Service;
  readonly server: MlflowServer;
  readonly workdir: string | undefined;
  /** The option or variable; undefined where the default rules, which is a folder in the working directory. */
  readonly backendUri: ScalarTextLike | undefined;
  /** Undefined where the URI is not known. */
  readonly backend: MlflowStore | undefined;
  readonly artifactRoot: ScalarTextLike | undefined;
  readonly artifactsDestination: ScalarTextLike | undefined;
  /** Where the server itself puts artifacts; undefined where that is not known or not said. */
  readonly destination: MlflowStore | undefined;
  /** Whether clients may hand artifacts to the server; the default depends on the version. */
  readonly servesArtifacts: boolean;
  /** It answers nothing about runs. */
  readonly isArtifactsOnly: boolean;
  /** What clients get for the artifacts of a new experiment; undefined where it is not known. */
  readonly clientRoot: MlflowStore | undefined;
}

export function findTrackingServer(peer: MlflowPeer): TrackingServer | undefined {
  const server = findMlflowServer(peer.service, peer.commands);
  if (server === undefined) return undefined;
  const workdir = findServiceWorkdir(peer.service);
  const backendUri = server.findOption(['--backend-store-uri'], ['MLFLOW_BACKEND_STORE_URI']);
  const backend = toStore(backendUri, workdir);
  const artifactRoot = server.findOption(
    ['--default-artifact-root'],
    ['MLFLOW_DEFAULT_ARTIFACT_ROOT'],
  );
  const artifactsDestination = server.findOption(
    ['--artifacts-destination'],
    ['MLFLOW_ARTIFACTS_DESTINATION'],
  );
  const servesArtifacts = isServing(server, peer);
  return {
    peer,
    service: peer.service,
    server,
    workdir,
    backendUri,
    backend,
    artifactRoot,
    artifactsDestination,
    destination: toStore(artifactsDestination, workdir),
    servesArtifacts,
    isArtifactsOnly: server.hasFlag('--artifacts-only') || isOn(server, 'MLFLOW_ARTIFACTS_ONLY'),
    clientRoot:
      artifactRoot !== undefined
        ? toStore(artifactRoot, workdir)
        : servesArtifacts
          ? { kind: 'proxy' }
          : // Beside runs in files, else in the working directory.
            backend?.kind === 'files'
            ? backend
            : parseStore('./mlruns', workdir),
  };
}

function toStore(
  uri: ScalarTextLike | undefined,
  workdir: string | undefined,
): MlflowStore | undefined {
  if (uri === undefined) return undefined;
  const store = parseStore(uri.text, workdir);
  // A password that nobody knows does not change which database it is.
  return uri.isKnown || store.kind === 'database' ? store : undefined;
}

function isServing(server: MlflowServer, peer: MlflowPeer): boolean {
  if (server.hasFlag('--no-serve-artifacts')) return false;
  if (server.hasFlag('--serve-artifacts')) return true;
  const variable = server.findOption([], ['MLFLOW_SERVE_ARTIFACTS']);
  if (variable?.isKnown === true) return !/^(?:false|0|no|off)$/i.test(variable.text);
  return !isBefore(peer.mlflow, '2.0');
}

function isOn(server: MlflowServer, variable: string): boolean {
  return /^(?:true|1|yes|on)$/i.test(server.findOption([], [variable])?.text ?? '');
}
