import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './repository.ts';
import { generateAll } from './generate/all.ts';

// `npm run generate` writes what is derived from code; `--check` says what differs and changes nothing.
const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const { path, text } of await generateAll()) {
  const target = join(repositoryRoot, path);
  const present = await readFile(target, 'utf8').catch(() => undefined);
  if (present === text) continue;
  stale.push(path);
  if (isCheck) continue;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
if (isCheck && stale.length > 0) {
  console.error(
    `Not up to date: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`,
  );
  process.exitCode = 1;
} else {
  for (const path of stale) console.log(`wrote ${path}`);
}
