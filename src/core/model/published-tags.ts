import type { ImageReference } from './project.ts';
import {
  airflowPythons,
  cudaReleases,
  cudaSystems,
  prefectPythons,
  pythonSystems,
  torchCudas,
  ubuntuNames,
} from './published-tags.data.ts';

/** Why a tag cannot be pulled. */
export interface UnpublishedTag {
  /** What the tag asks for, such as `CUDA 12.1 on ubuntu24.04`. */
  readonly wanted: string;
  /** What there is instead. */
  readonly available: string;
}

/** Two parts of a tag that were never published together; undefined for a tag that may well exist. */
export function findUnpublishedTag(image: ImageReference): UnpublishedTag | undefined {
  const { registry, repository, tag, digest, isKnown } = image;
  if (!isKnown || digest !== undefined || tag === undefined) return undefined;
  if (registry !== undefined && !publicRegistries.has(registry)) return undefined;
  switch (repository) {
    case 'nvidia/cuda':
      return findCuda(tag);
    case 'python':
      return findPython(tag);
    case 'apache/airflow':
      return findAirflow(tag);
    case 'prefecthq/prefect':
      return findPrefect(tag);
    case 'pytorch/pytorch':
      return findTorch(tag);
    case 'ubuntu':
    case 'debian':
      return findSystem(repository, tag);
    default:
      return undefined;
  }
}

const publicRegistries: ReadonlySet<string> = new Set(['docker.io', 'nvcr.io', 'public.ecr.aws']);

function findCuda(tag: string): UnpublishedTag | undefined {
  if (tag === 'latest') {
    return { wanted: '"latest"', available: 'a tag with version, flavor and system' };
  }
  const [, release, patch, rest = ''] = /^(\d+\.\d+)(?:\.(\d+))?(-.*)?$/.exec(tag) ?? [];
  if (release === undefined) return undefined;
  const known = cudaReleases.get(release);
  const system = /-((?:ubuntu[\d.]+|centos\d+))$/.exec(rest)?.[1];
  const range = system === undefined ? undefined : cudaSystems.get(system);
  if (system !== undefined && range !== undefined && !isWithin(release, range)) {
    return { wanted: `CUDA ${release} on ${system}`, available: toText('CUDA', range, system) };
  }
  if (known !== undefined && patch !== undefined && !known.includes(patch)) {
    return { wanted: `CUDA ${release}.${patch}`, available: `${release}.${known.at(-1) ?? '0'}` };
  }
  if (known !== undefined && patch === undefined) {
    return {
      wanted: `CUDA ${release} without a patch`,
      available: `${release}.${known[0] ?? '0'}`,
    };
  }
  if (known !== undefined && system === undefined && /^(?:-(?:base|runtime|devel))?$/.test(rest)) {
    return { wanted: 'no system', available: 'one that ends like "-ubuntu22.04"' };
  }
  const cudnn = /-cudnn(\d*)/.exec(rest)?.[1];
  const isNew = compare(release, '12.4') >= 0;
  if (cudnn === '8' && isNew)
    return { wanted: `cuDNN 8 with CUDA ${release}`, available: '"-cudnn"' };
  if (cudnn === '' && !isNew && compare(release, '12.3') < 0) {
    return { wanted: `"-cudnn" with CUDA ${release}`, available: '"-cudnn8"' };
  }
  return undefined;
}

function findPython(tag: string): UnpublishedTag | undefined {
  const parts = tag.split('-');
  const version = /^3\.\d+/.exec(tag)?.[0];
  const name = parts.find((part) => ubuntuNames.has(part));
  if (name !== undefined) return { wanted: `Python on ${name}`, available: 'Debian and Alpine' };
  const system = parts.find((part) => pythonSystems.has(part));
  const range = system === undefined ? undefined : pythonSystems.get(system);
  // Before a release is final it may have been built on more systems.
  if (
    version === undefined ||
    system === undefined ||
    range === undefined ||
    /\d(?:a|b|rc)/.test(tag)
  )
    return undefined;
  if (isWithin(version, range)) return undefined;
  return { wanted: `Python ${version} on ${system}`, available: toText('Python', range, system) };
}

function findAirflow(tag: string): UnpublishedTag | undefined {
  const [, release, python] = /^(?:slim-)?(\d+\.\d+)\.\d+-python(\d+\.\d+)$/.exec(tag) ?? [];
  const range = release === undefined ? undefined : airflowPythons.get(release);
  if (release === undefined || python === undefined || range === undefined) return undefined;
  if (isWithin(python, range)) return undefined;
  return {
    wanted: `Airflow ${release} with Python ${python}`,
    available: toText('Python', range),
  };
}

function findPrefect(tag: string): UnpublishedTag | undefined {
  const [, major, python] = /^(\d+)(?:\.\d+)*-python(\d+\.\d+)/.exec(tag) ?? [];
  const range = major === undefined ? undefined : prefectPythons.get(major);
  if (major === undefined || python === undefined || range === undefined) return undefined;
  if (isWithin(python, range)) return undefined;
  return { wanted: `Prefect ${major} with Python ${python}`, available: toText('Python', range) };
}

function findTorch(tag: string): UnpublishedTag | undefined {
  const [, release, cuda, cudnn] = /^(\d+\.\d+)\.\d+-cuda(\d+\.\d+)-cudnn(\d+)-/.exec(tag) ?? [];
  const known = release === undefined ? undefined : torchCudas.get(release);
  if (release === undefined || cuda === undefined || known === undefined) return undefined;
  const cudas = known[0].split(' ');
  if (!cudas.includes(cuda)) {
    return {
      wanted: `PyTorch ${release} with CUDA ${cuda}`,
      available: `CUDA ${cudas.join(', ')}`,
    };
  }
  if (cudnn === known[1]) return undefined;
  return {
    wanted: `PyTorch ${release} with cuDNN ${cudnn ?? ''}`,
    available: `cuDNN ${known[1]}`,
  };
}

function findSystem(repository: 'ubuntu' | 'debian', tag: string): UnpublishedTag | undefined {
  const name = tag.split('-')[0] ?? tag;
  const isOther = repository === 'debian' ? ubuntuNames.has(name) : pythonSystems.has(name);
  if (!isOther) return undefined;
  const other = repository === 'debian' ? 'ubuntu' : 'debian';
  return { wanted: `"${name}" of ${repository}`, available: `${other}:${name}` };
}

function isWithin(version: string, [from, to]: readonly [string | undefined, string?]): boolean {
  if (from !== undefined && compare(version, from) < 0) return false;
  return to === undefined || compare(version, to) <= 0;
}

function toText(
  name: string,
  [from, to]: readonly [string | undefined, string?],
  system?: string,
): string {
  const range =
    from === undefined
      ? `up to ${to ?? ''}`
      : to === undefined
        ? `from ${from}`
        : `${from} to ${to}`;
  return `${name} ${range}${system === undefined ? '' : ` on ${system}`}`;
}

/** Negative where `a` comes before `b`, by numbers. */
function compare(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (const [index, number] of left.entries()) {
    const difference = number - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
