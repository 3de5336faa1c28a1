/** Private folders of this machine for copies that are thrown away. */
export interface ScratchFolders {
  /** A new, empty folder that only this user may enter. */
  create(signal: AbortSignal): Promise<ScratchFolder>;
}

export interface ScratchFolder {
  /** Absolute path. */
  readonly path: string;
  /** Writes a file at a path relative to the folder, with `/`; missing folders are made. Refuses what leads out of it. */
  write(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Removes the folder with everything in it. Fine if it is gone. */
  remove(): Promise<void>;
}
