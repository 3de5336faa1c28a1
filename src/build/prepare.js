// Builds what an install from the repository needs, as pre-commit does it. npm runs this on whatever Node the machine has,
// which may not read TypeScript, and below `npm install -g` before anything is installed: so this is plain JavaScript.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
  // Below a global install npm would install globally again; scripts would come back to this file.
  const npm = process.env['npm_execpath'];
  if (npm === undefined)
    throw new Error('Run this as `npm run prepare`: it needs to know which npm to ask.');
  const args = ['install', '--no-save', '--global=false', '--ignore-scripts'];
  execFileSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' });
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
