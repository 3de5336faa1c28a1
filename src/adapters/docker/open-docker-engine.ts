import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { homedir } from 'node:os';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import { EngineError, isEngineError } from '../../ports/engine-error.ts';
import { DockerEngine } from './docker-engine.ts';
import { findEngine } from './find-engine.ts';
import type { EngineSurroundings } from './find-engine.ts';
import { createTransport } from './transport.ts';

export interface OpenEngineOptions {
  readonly setting?: { readonly host?: string; readonly context?: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
}

/**
 * Finds the engine that is meant here and asks it who it is, so that what comes back has answered once. Where nobody
 * answers, tells "not installed" from "not running" by whether there is a docker program.
 */
export async function openDockerEngine(
  options: OpenEngineOptions,
  signal: AbortSignal,
): Promise<ContainerEngine> {
  const surroundings = surroundingsOf(options);
  const found = await findEngine(surroundings);
  const engine = new DockerEngine(createTransport(found.address));
  try {
    await engine.about(signal);
    return engine;
  } catch (error) {
    engine.dispose();
    const isAbsent = isEngineError(error, 'unreachable') && found.address.kind === 'socket';
    if (isAbsent && !(await hasDockerProgram(surroundings))) {
      throw new EngineError('not-installed', 'No container engine is installed here.', {
        cause: error,
      });
    }
    throw error;
  }
}

function surroundingsOf(options: OpenEngineOptions): EngineSurroundings {
  return {
    ...(options.setting === undefined ? {} : { setting: options.setting }),
    env: options.env,
    platform: options.platform ?? process.platform,
    home: homedir(),
    readFile: readIfThere,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    // Absent or not ours to read: either way there is no such file for us.
    return undefined;
  }
}

async function hasDockerProgram(surroundings: EngineSurroundings): Promise<boolean> {
  const names =
    surroundings.platform === 'win32' ? ['docker.exe', 'podman.exe'] : ['docker', 'podman'];
  const folders = (surroundings.env['PATH'] ?? surroundings.env['Path'] ?? '').split(delimiter);
  const paths = folders
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
