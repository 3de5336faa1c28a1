/** A version by the rules of Python packages (PEP 440). */
export interface PythonVersion {
  readonly text: string;
  readonly epoch: number;
  /** At least one number. */
  readonly release: readonly number[];
  readonly pre: { readonly phase: 'a' | 'b' | 'rc'; readonly number: number } | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
  /** Such as `cu121` in `2.1.0+cu121`; lower case, parts joined by dots. */
  readonly local: string | undefined;
}

const versionPattern =
  /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z\d]+(?:[-_.][a-z\d]+)*))?\s*$/i;

/** Undefined for a text that is no version. */
export function parseVersion(text: string): PythonVersion | undefined {
  const match = versionPattern.exec(text);
  if (match === null) return undefined;
  const [, epoch, release = '', phase, preNumber, dashPost, postWord, postNumber, dev, devNumber] =
    match;
  return {
    text: text.trim(),
    epoch: Number(epoch ?? 0),
    release: release.split('.').map(Number),
    pre: phase === undefined ? undefined : { phase: toPhase(phase), number: Number(preNumber) },
    post:
      dashPost !== undefined
        ? Number(dashPost)
        : postWord === undefined
          ? undefined
          : Number(postNumber),
    dev: dev === undefined ? undefined : Number(devNumber),
    local: match[10]?.toLowerCase().replaceAll(/[-_]/g, '.'),
  };
}

/** Negative where `a` comes before `b`, zero where they are the same version. */
export function compareVersions(a: PythonVersion, b: PythonVersion): number {
  return comparePublicVersions(a, b) || compareLocal(a.local, b.local);
}

/** The same without what stands behind `+`. */
export function comparePublicVersions(a: PythonVersion, b: PythonVersion): number {
  return (
    a.epoch - b.epoch ||
    compareReleases(a.release, b.release) ||
    compareLists(toPhaseKey(a), toPhaseKey(b))
  );
}

/** Whether epoch and release are the same, whatever follows them; zeros at the end do not count. */
export function isSameRelease(a: PythonVersion, b: PythonVersion): boolean {
  return a.epoch === b.epoch && compareReleases(a.release, b.release) === 0;
}

export function isPreRelease(version: PythonVersion): boolean {
  return version.pre !== undefined || version.dev !== undefined;
}

function toPhase(word: string): 'a' | 'b' | 'rc' {
  const first = word.charAt(0).toLowerCase();
  if (first === 'a') return 'a';
  return first === 'b' ? 'b' : 'rc';
}

function compareReleases(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const phases = { a: 0, b: 1, rc: 2 } as const;
const final = 3;

/** Orders what follows the release: `1.dev1 < 1a1.dev1 < 1a1 < 1 < 1.post1.dev1 < 1.post1`. */
function toPhaseKey({ pre, post, dev }: PythonVersion): readonly number[] {
  const isBareDev = pre === undefined && post === undefined && dev !== undefined;
  const phase = isBareDev ? -1 : pre === undefined ? final : phases[pre.phase];
  return [phase, pre?.number ?? 0, post ?? -1, dev ?? Number.MAX_VALUE];
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [index, number] of a.entries()) {
    const difference = number - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** No local part comes first, words come before numbers. */
function compareLocal(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const left = a.split('.');
  const right = b.split('.');
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = compareLocalParts(part, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareLocalParts(a: string, b: string): number {
  const isNumber = /^\d+$/;
  if (isNumber.test(a) && isNumber.test(b)) return Number(a) - Number(b);
  if (isNumber.test(a) !== isNumber.test(b)) return isNumber.test(a) ? 1 : -1;
  return a < b ? -1 : Number(a > b);
}
