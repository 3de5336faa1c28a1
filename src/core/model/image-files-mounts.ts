import { joinPath, relativeTo } from '../base/project-path.ts';
import type { ImagePath } from './image-files.ts';
import type { Service, StageInstruction } from './project.ts';
import { resolveInImage } from './python-image-files.ts';

/** What mounts of a service put at a path; undefined where none covers it. */
export function findMountTrace(
  service: Service,
  path: string,
  findInProject: (path: string) => ImagePath,
): ImagePath | undefined {
  // Configs and secrets can be placed anywhere, and so can what another container shares.
  const others = ['configs', 'secrets', 'volumes_from', 'develop', 'extends'];
  if (others.some((key) => service.value.entries.has(key))) return { kind: 'unknown' };
  const covering = service.mounts
    .flatMap((mount) => {
      const target = resolveInImage('/', mount.target);
      const below = relativeTo(target.slice(1), path.slice(1));
      return below === undefined ? [] : [{ mount, target, below }];
    })
    .toSorted((a, b) => b.target.length - a.target.length);
  const [nearest] = covering;
  if (service.mounts.some(({ isKnown }) => !isKnown)) return { kind: 'unknown' };
  if (nearest === undefined) return undefined;
  const { mount, below } = nearest;
  const place = mount.sourcePath === undefined ? undefined : joinPath(mount.sourcePath, below);
  return mount.kind !== 'bind' || place === undefined ? { kind: 'unknown' } : findInProject(place);
}

interface MountFlag {
  readonly source: string;
  readonly target: string;
  readonly from: string | undefined;
  /** False for caches and the like, whose content nobody knows. */
  readonly isContext: boolean;
}

/** `RUN --mount=…` of an instruction. */
export function readMountFlags(item: StageInstruction): readonly MountFlag[] {
  return item.instruction.flags.flatMap(({ name, value }): readonly MountFlag[] => {
    if (name !== 'mount' || value === undefined) return [];
    const options = new Map(
      value.split(',').map((option) => {
        const [key = '', ...rest] = option.split('=');
        return [key.trim(), rest.join('=')] as const;
      }),
    );
    const written = options.get('target') ?? options.get('dst') ?? options.get('destination');
    if (written === undefined) return [];
    return [
      {
        source: options.get('source') ?? options.get('src') ?? '.',
        target: resolveInImage(item.workdir, written),
        from: options.get('from'),
        isContext: (options.get('type') ?? 'bind') === 'bind',
      },
    ];
  });
}
