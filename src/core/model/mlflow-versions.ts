import type { Service } from './project.ts';
import type { InstalledPackage } from './python-packages.ts';
import { isAllowed } from './python-specifiers.ts';
import { findServiceStage } from './started-commands.ts';
import { comparePublicVersions, parseVersion, type PythonVersion } from './python-version.ts';

/** False also where the version is not known. */
export function isAtLeast(mlflow: InstalledPackage | undefined, version: string): boolean {
  return compareTo(mlflow?.version, version, (order) => order >= 0);
}

/** False also where the version is not known. */
export function isBefore(mlflow: InstalledPackage | undefined, version: string): boolean {
  return compareTo(mlflow?.version, version, (order) => order < 0);
}

/** True where an image that is built or pulled today has that version: what nobody pins is the newest. */
export function isAtLeastToday(
  mlflow: InstalledPackage | undefined,
  version: string,
  service: Service,
): boolean {
  if (mlflow === undefined) return false;
  if (mlflow.version !== undefined) return isAtLeast(mlflow, version);
  if (mlflow.evidence === 'base') return isLatestImage(service);
  if (mlflow.evidence !== 'named' || hasOldPython(service)) return false;
  const newest = candidates.find((one) => isAllowed(one, mlflow.specifiers));
  const wanted = parseVersion(version);
  if (newest === undefined || wanted === undefined) return false;
  return comparePublicVersions(newest, wanted) >= 0;
}

/** Minor versions that there are or will be, the newest first. */
const candidates: readonly PythonVersion[] = Array.from({ length: 60 }, (_, index) =>
  parseVersion(`3.${59 - index}.0`),
).flatMap((version) => version ?? []);

function isLatestImage({ image, build }: Service): boolean {
  if (build !== undefined || image === undefined || image.digest !== undefined) return false;
  return image.tag === undefined || image.tag.startsWith('latest');
}

/** MLflow 3.2 and later want Python 3.10. */
function hasOldPython(service: Service): boolean {
  let stage = findServiceStage(service);
  while (stage?.parent !== undefined) stage = stage.parent;
  const base = stage === undefined ? service.image : stage.base;
  const minor = /(?:^|\/)python$/.test(base?.repository ?? '')
    ? /^3\.(\d+)(?:\D|$)/.exec(base?.tag ?? '')?.[1]
    : undefined;
  return minor !== undefined && Number(minor) < 10;
}

function compareTo(
  known: PythonVersion | undefined,
  version: string,
  judge: (order: number) => boolean,
): boolean {
  const wanted = parseVersion(version);
  if (known === undefined || wanted === undefined) return false;
  return judge(comparePublicVersions(known, wanted));
}
