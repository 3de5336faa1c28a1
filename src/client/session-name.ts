/** Names our objects in an engine by the process that made them, so that another window can tell a crash from a neighbor. */
export function createSessionName(pid: number, unique: string): string {
  return `vscode-${pid}-${unique}`;
}

/** Whether the process that a session's name tells of still runs, as far as `isRunning` knows. */
export function isSessionAlive(session: string, isRunning: (pid: number) => boolean): boolean {
  const pid = findProcess(session);
  return pid !== undefined && isRunning(pid);
}

/** Whether that process has certainly ended; a name that tells of none, as the command line's, is not certain. */
export function isSessionDead(session: string, isRunning: (pid: number) => boolean): boolean {
  const pid = findProcess(session);
  return pid !== undefined && !isRunning(pid);
}

function findProcess(session: string): number | undefined {
  const pid = /^vscode-(\d+)-/.exec(session)?.[1];
  return pid === undefined ? undefined : Number(pid);
}
