import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { ContainerDetails, FileChange } from '../ports/engine-objects.ts';
import { explainExit } from './explain-exit.ts';
import { plainText } from './plain-text.ts';

/** Why a container stopped, and what it left. The shape is the one of `drydock why --format json`. */
export interface PostMortem {
  readonly container: { readonly id: string; readonly name: string; readonly image: string };
  /** What happened, in one sentence. */
  readonly verdict: string;
  readonly exitCode: number;
  /** Name such as `SIGKILL`, or null. */
  readonly signal: string | null;
  readonly oomKilled: boolean;
  readonly evidence: readonly Evidence[];
  /** Files that exist only in this container, or differ from its image. */
  readonly changedFiles: readonly FileChange[];
  /** Findings of the linter that explain the exit. */
  readonly findings: readonly string[];
}

interface Evidence {
  readonly kind: 'state' | 'command' | 'health' | 'log' | 'restarts';
  readonly text: string;
}

const logLines = 50;
/** Characters of one line of a log that are shown. */
const longestLine = 2_000;

/** Looks without making or starting anything. */
export async function explainStop(
  engine: ContainerEngine,
  container: string,
  signal: AbortSignal,
): Promise<PostMortem> {
  const details = await engine.inspectContainer(container, {}, signal);
  const [log, changedFiles] = await Promise.all([
    readLastLines(engine, details, signal),
    engine.changes(details.id, signal),
  ]);
  const explanation = explainExit({
    state: details.state,
    exitCode: details.exitCode,
    oomKilled: details.oomKilled,
    error: plainText(details.error, longestLine),
    hasStarted: details.started !== undefined,
    ...(details.health === undefined ? {} : { health: details.health }),
  });
  return {
    container: { id: details.id, name: details.name, image: details.image },
    verdict: explanation.verdict,
    exitCode: details.exitCode,
    signal: explanation.signal ?? null,
    oomKilled: details.oomKilled,
    evidence: [...evidenceOf(details), ...log.map((text) => ({ kind: 'log' as const, text }))],
    changedFiles: changedFiles.filter((change) => !isMountPoint(change, details)),
    findings: [],
  };
}

function evidenceOf(details: ContainerDetails): readonly Evidence[] {
  const evidence: Evidence[] = [{ kind: 'state', text: timesOf(details) }];
  const command = [details.path, ...details.args].filter((word) => word !== '');
  if (command.length > 0) evidence.push({ kind: 'command', text: command.map(quoted).join(' ') });
  if (details.restartCount > 0) {
    evidence.push({
      kind: 'restarts',
      text: `The engine restarted it ${details.restartCount} times.`,
    });
  }
  const lastCheck = details.healthLog.findLast((result) => result.exitCode !== 0);
  if (lastCheck !== undefined) {
    evidence.push({ kind: 'health', text: plainText(lastCheck.output, longestLine) });
  }
  return evidence;
}

function timesOf(details: ContainerDetails): string {
  const { started, finished } = details;
  if (started === undefined) return 'Never started.';
  const isOver = finished !== undefined && finished >= started && details.state !== 'running';
  if (!isOver) return `Started ${new Date(started).toISOString()}.`;
  const seconds = Math.round((finished - started) / 100) / 10;
  return `Ended ${new Date(finished).toISOString()} after ${seconds} s.`;
}

/** The last lines, the streams as they came. Bytes of a log are a program's: only plain text leaves here. */
async function readLastLines(
  engine: ContainerEngine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  let text = '';
  const logs = engine.logs(details.id, { follow: false, tail: logLines, tty: details.tty }, signal);
  try {
    for await (const { stream, bytes } of logs) {
      text += decoders[stream].decode(bytes, { stream: true });
    }
  } catch (error) {
    // Some log drivers cannot be read back; what else is known is told all the same.
    if (!isEngineError(error, 'unexpected', 'unsupported', 'invalid', 'protocol')) throw error;
  }
  const lines = text.split(/\r?\n/).map((line) => plainText(line, longestLine));
  return lines.filter((line) => line !== '').slice(-logLines);
}

/** Where something is mounted a folder appears, which is none of the container's doing. */
function isMountPoint(change: FileChange, details: ContainerDetails): boolean {
  return details.mounts.some(
    (mount) => mount.destination === change.path || mount.destination.startsWith(`${change.path}/`),
  );
}

function quoted(word: string): string {
  const plain = plainText(word, longestLine);
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`;
}
