// Builds what an install from the repository needs, as pre-commit does it. npm runs this on whatever Node the machine has,
// which may not read TypeScript, and below `npm install -g` before anything is installed: so this is plain JavaScript.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
  // Below a global install npm would install globally again; scripts would come back to this file.
  execSync('npm install --no-save --global=false --ignore-scripts', {
    cwd: root,
    stdio: 'inherit',
  });
}
const { build } = await import('esbuild');
const outfile = join(root, 'out', 'prepare', 'bundle.js');
await build({
  entryPoints: [join(root, 'src', 'build', 'bundle.ts')],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
});
const { bundle } = await import(outfile);
await bundle();
