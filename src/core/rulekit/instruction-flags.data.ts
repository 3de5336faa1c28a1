/** The flags of each instruction that has any. */
export const knownFlags: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ADD', new Set(['chmod', 'checksum', 'chown', 'exclude', 'keep-git-dir', 'link', 'unpack'])],
  ['COPY', new Set(['chmod', 'chown', 'exclude', 'from', 'link', 'parents'])],
  ['FROM', new Set(['platform'])],
  ['HEALTHCHECK', new Set(['interval', 'retries', 'start-interval', 'start-period', 'timeout'])],
  ['RUN', new Set(['device', 'mount', 'network', 'security'])],
]);

export const repeatableFlags: ReadonlySet<string> = new Set(['device', 'exclude', 'mount']);
