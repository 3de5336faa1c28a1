import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { Labels } from '../ports/engine-objects.ts';
import { readTarEntries } from './tar-entries.ts';
import { toolboxApplets } from './toolbox-applets.data.ts';
import { writeTar } from './write-tar.ts';

/** Where a toolbox image has its one program, statically linked. */
export const toolboxProgram = '/bin/busybox';
/** Where it is put into a container that has no shell of its own. */
export const injectedFolder = '/.dbg/bin';
export const injectedProgram = `${injectedFolder}/busybox`;

/** Bytes; the largest static busybox that one meets is 2 MB. */
const largestProgram = 32 * 1024 * 1024;

/** Id of the toolbox image if the engine has it; nothing is pulled. */
export async function findToolbox(
  engine: ContainerEngine,
  image: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (image === '') return undefined;
  try {
    return (await engine.inspectImage(image, signal)).id;
  } catch (error) {
    if (isEngineError(error, 'not-found', 'invalid')) return undefined;
    throw error;
  }
}

/** A tar of the toolbox's program and its names, to be unpacked at `/`. Needs a container for a moment, which is never started. */
export async function packToolbox(
  engine: ContainerEngine,
  image: string,
  labels: Labels,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const helper = await engine.createContainer({ image, labels, command: ['-'] }, signal);
  try {
    const program = await readProgram(engine, helper, signal);
    return writeTar([
      { path: '.dbg', permissions: 0o755 },
      { path: '.dbg/bin', permissions: 0o755 },
      { path: '.dbg/bin/busybox', permissions: 0o755, bytes: program },
      ...toolboxApplets.map((name) => ({
        path: `.dbg/bin/${name}`,
        permissions: 0o777,
        linkTarget: 'busybox',
      })),
    ]);
  } finally {
    await engine.removeContainer(
      helper,
      { force: true, volumes: true },
      AbortSignal.timeout(30_000),
    );
  }
}

async function readProgram(
  engine: ContainerEngine,
  helper: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const archive = engine.readArchive(helper, toolboxProgram, signal);
  for await (const entry of readTarEntries(archive, { bodySize: largestProgram })) {
    if (entry.type === 'file' && entry.body !== undefined) return entry.body;
  }
  throw new Error(`The toolbox image has no program at ${toolboxProgram}.`);
}
