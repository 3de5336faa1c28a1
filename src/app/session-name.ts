import type { Leftover } from './leftovers.ts';

/** Which process makes a session. */
export interface SessionMaker {
  readonly program: 'cli' | 'vscode';
  /** Name of the machine, since an engine can be used from several. */
  readonly host: string;
  readonly pid: number;
  /** Letters, digits and dashes that no other session has. */
  readonly unique: string;
}

/** What can be seen of processes from here. */
export interface SessionObserver {
  readonly host: string;
  /** Whether a process of this machine runs. */
  isRunning(pid: number): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Milliseconds after which a session of another machine, where nobody can look, counts as ended. */
const longestForeign = 24 * 60 * 60 * 1000;

/** Names a session by the process that makes it, so that whoever cleans up can tell a crash from a neighbor. */
export function createSessionName({ program, host, pid, unique }: SessionMaker): string {
  // What is random comes last: names and tags of objects are made of a session's end.
  return `${program}/${host}/${pid}/${unique}`;
}

/**
 * Whether the session of an object may still be at work: its process runs on this machine, or it is of another machine
 * and the object is younger than a day. A name of another form is none of ours, so its session counts as ended.
 */
export function isSessionAlive(
  { session, created }: Pick<Leftover, 'session' | 'created'>,
  observer: SessionObserver,
): boolean {
  const maker = findMaker(session);
  if (maker === undefined) return false;
  if (maker.host === observer.host) return observer.isRunning(maker.pid);
  const since = Date.parse(created);
  return Number.isNaN(since) || observer.now() - since < longestForeign;
}

/** Whether the process of a session has certainly ended, which can be known of this machine's only. */
export function isSessionDead(
  session: string,
  { host, isRunning }: Pick<SessionObserver, 'host' | 'isRunning'>,
): boolean {
  const maker = findMaker(session);
  return maker !== undefined && maker.host === host && !isRunning(maker.pid);
}

function findMaker(session: string): Pick<SessionMaker, 'host' | 'pid'> | undefined {
  const [, host, pid] = /^(?:cli|vscode)\/(.*)\/(\d+)\/[^/]+$/.exec(session) ?? [];
  return host === undefined || pid === undefined ? undefined : { host, pid: Number(pid) };
}
