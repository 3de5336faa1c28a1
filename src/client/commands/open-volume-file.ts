import type { Command } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Shows a file that is in a volume, read-only. */
export const openVolumeFile: Command = async ({ editor }, argument) => {
  const file = findTarget(argument, 'volumeFile');
  if (file !== undefined) await editor.openVolumeFile(file.volume, file.path);
};
