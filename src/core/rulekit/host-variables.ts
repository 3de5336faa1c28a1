/** Names that shells, Compose and build servers set by themselves. UID and GID are not among them: no shell exports them. */
export function isSetElsewhere(name: string): boolean {
  return (
    shellNames.has(name) ||
    /^(?:COMPOSE|DOCKER|BUILDX|GITHUB|CI|GITLAB|RUNNER|XDG)(?:_|$)/.test(name)
  );
}

const shellNames: ReadonlySet<string> = new Set([
  'DISPLAY',
  'HOME',
  'HOSTNAME',
  'LANG',
  'PATH',
  'PWD',
  'SHELL',
  'SSH_AUTH_SOCK',
  'TMPDIR',
  'TZ',
  'USER',
  'USERNAME',
  'USERPROFILE',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
]);
