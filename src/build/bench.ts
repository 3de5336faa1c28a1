import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureCommandLine } from './bench/command-line.ts';
import { measureLanguageServers } from './bench/language-servers.ts';
import { exceedsBudget, formatMeasure } from './bench/measure.ts';
import { bundle } from './bundle.ts';
import { measureBundle, sizeBudget } from './bundle-sizes.ts';
import { repositoryRoot } from './repository.ts';

// `npm run bench`: sizes by file, times of the language server beside others, of the command line, and those that the last run
// of the journeys measured.
const sizes = measureBundle(await bundle());
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

for (const { path, bytes } of sizes.files) console.log(`${kilobytes(bytes)}  ${path}`);
let isOver = false;
for (const name of ['activation', 'client', 'server'] as const) {
  const limit = sizeBudget[name];
  isOver ||= sizes[name] > limit;
  const verdict = sizes[name] > limit ? 'OVER' : 'ok';
  console.log(`${kilobytes(sizes[name])}  of ${kilobytes(limit)}  ${verdict}  ${name}`);
}
console.log(`${kilobytes(sizes.cli)}  cli, no limit`);

console.log(
  `${measureLoad().toFixed(1).padStart(7)} ms  loading the extension in plain Node, median of 7`,
);

const times = join(repositoryRoot, 'out', 'journey-times.json');
if (existsSync(times)) {
  const measured = JSON.parse(readFileSync(times, 'utf8')) as Record<string, number>;
  for (const [name, milliseconds] of Object.entries(measured)) {
    console.log(`${milliseconds.toFixed(0).padStart(7)} ms  ${name}`);
  }
} else {
  console.log('No times of journeys yet: `npm test -- --suite journeys` measures them.');
}

const measures = [...(await measureLanguageServers()), ...(await measureCommandLine())];
for (const measure of measures) console.log(formatMeasure(measure));
isOver ||= measures.some(exceedsBudget);
if (isOver) process.exitCode = 1;

/** Milliseconds to load what `activate()` needs, with a stand-in for the editor's module. */
function measureLoad(): number {
  const extension = pathToFileURL(join(repositoryRoot, 'dist', 'extension.js')).href;
  const script = `
    import { registerHooks } from 'node:module';
    const url = 'data:text/javascript,export const TreeItemCollapsibleState = {}';
    registerHooks({
      resolve: (name, context, next) =>
        name === 'vscode' ? { url, shortCircuit: true } : next(name, context),
    });
    const started = performance.now();
    await import(${JSON.stringify(extension)});
    console.log(performance.now() - started);
  `;
  const runs = Array.from({ length: 7 }, () => {
    const args = ['--input-type=module', '--eval', script];
    return Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout);
  });
  return runs.toSorted((a, b) => a - b)[3] ?? Number.NaN;
}
