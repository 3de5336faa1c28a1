import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundle } from './bundle.ts';
import { repositoryRoot } from './repository.ts';

/** The largest VSIX that we ship, in bytes. */
const limit = 3_000_000;

/** Makes `dist/drydock.vsix` out of a fresh bundle and gives its path. */
export async function createPackage(): Promise<string> {
  await bundle();
  const packagePath = join(repositoryRoot, 'dist', 'drydock.vsix');
  await createVSIX({
    cwd: repositoryRoot,
    packagePath,
    // Everything that runs is in the bundle.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = await stat(packagePath);
  if (size > limit) throw new Error(`The VSIX has ${size} bytes; the limit is ${limit}.`);
  return packagePath;
}

if (import.meta.main) {
  const path = await createPackage();
  const { size } = await stat(path);
  console.log(`${path}: ${(size / 1000).toFixed(0)} kB`);
}
