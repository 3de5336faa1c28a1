/** A part of `RUN --mount=…` that no builder reads. */
export interface MountMistake {
  readonly kind: 'type' | 'option' | 'sharing';
  readonly text: string;
}

/** What is wrong in the value of `--mount`; nothing where quotes or variables hide parts of it. */
export function findMountMistakes(value: string): readonly MountMistake[] {
  if (/["'$\\`]/.test(value)) return [];
  return value.split(',').flatMap((part): readonly MountMistake[] => {
    const sign = part.indexOf('=');
    const option = sign < 0 ? part : part.slice(0, sign);
    const text = sign < 0 ? '' : part.slice(sign + 1);
    const name = option.trim().toLowerCase();
    if (name === 'type') return mountTypes.has(text.toLowerCase()) ? [] : [{ kind: 'type', text }];
    if (name === 'sharing' && !/^(?:shared|private|locked)$/i.test(text)) {
      return [{ kind: 'sharing', text }];
    }
    return mountOptions.has(name) ? [] : [{ kind: 'option', text: option }];
  });
}

const mountTypes: ReadonlySet<string> = new Set(['bind', 'cache', 'secret', 'ssh', 'tmpfs']);

/** Those of BuildKit, and the ones that only Podman knows. */
const mountOptions: ReadonlySet<string> = new Set(
  (
    'from source src target dst destination readonly ro readwrite rw id required env sharing mode uid gid size ' +
    'z u relabel bind-propagation bind-nonrecursive tmpfs-size tmpfs-mode notmpcopyup tmpcopyup chown exec noexec ' +
    'suid nosuid dev nodev private rprivate shared rshared slave rslave bind rbind'
  ).split(' '),
);
