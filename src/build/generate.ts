import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './repository.ts';
import { generateRulesIndex } from './generate/rules-index.ts';

// `npm run generate` writes what is derived from code; `--check` says what differs and changes nothing.
const isCheck = process.argv.includes('--check');
const stale: string[] = [];
// The other generators load the rules through their index, which must not name a rule file that is gone.
if (!isCheck) for (const { path, text } of await generateRulesIndex()) await write(path, text);
const { generateAll } = await import('./generate/all.ts');
for (const { path, text } of await generateAll()) {
  const target = join(repositoryRoot, path);
  const present = await readFile(target, 'utf8').catch(() => undefined);
  if (present === text) continue;
  stale.push(path);
  if (!isCheck) await write(path, text);
}
if (isCheck && stale.length > 0) {
  console.error(
    `Not up to date: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`,
  );
  process.exitCode = 1;
} else {
  for (const path of stale) console.log(`wrote ${path}`);
}

async function write(path: string, text: string): Promise<void> {
  const target = join(repositoryRoot, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
