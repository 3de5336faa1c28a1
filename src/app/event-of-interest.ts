/** Container actions that change no row: they happen often, and some of them because we looked. */
const quietActions = new Set([
  'archive-path',
  'attach',
  'commit',
  'copy',
  'detach',
  'exec_create',
  'exec_detach',
  'exec_die',
  'exec_died',
  'exec_start',
  'export',
  'extract-to-dir',
  'resize',
  'top',
]);

/** Whether an event can change what a tree shows. Browsing a volume mounts it, so mounts are no news. */
export function isEventOfInterest(event: {
  readonly type: string;
  readonly action: string;
}): boolean {
  const action = event.action.split(':', 1)[0] ?? '';
  if (event.type === 'container') return !quietActions.has(action);
  if (event.type === 'volume') return action !== 'mount' && action !== 'unmount';
  return event.type === 'network';
}
