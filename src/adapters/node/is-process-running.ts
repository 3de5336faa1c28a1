/** Whether this machine has a process with this id, whosever it is. */
export function isProcessRunning(pid: number): boolean {
  try {
    // Signal 0 asks without doing anything.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is another person's.
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
