import { readFileSync } from 'node:fs';
import { LineIndex } from '../core/base/line-index.ts';
import { lintProject } from '../core/engine/lint-project.ts';
import { buildProject } from '../core/model/build-project.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { findWantedFiles } from '../core/model/wanted-files.ts';
import {
  countAll,
  countByRule,
  toKey,
  type JudgedRepository,
  type Judgement,
  type Share,
} from './judgements.ts';

// `node src/build/precision.ts DATA.jsonl JUDGEMENTS.json`: which warnings and errors of `recommended` on real
// repositories have been judged by hand, and how many of them are right. A line of the data is
// `{ "id": …, "files": { path: text } }`. Ends with 1 where a finding has no judgement or a judgement no finding.
interface Repository {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
}

type Found = Pick<Judgement, 'rule' | 'file' | 'line'> & { readonly message: string };

const [dataPath, judgementsPath] = process.argv.slice(2);
if (dataPath === undefined || judgementsPath === undefined) {
  console.error('Usage: node src/build/precision.ts DATA.jsonl JUDGEMENTS.json');
  process.exit(2);
}
const repositories = readFileSync(dataPath, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Repository);
const judged = JSON.parse(readFileSync(judgementsPath, 'utf8')) as readonly JudgedRepository[];

const unknown = judged.filter(({ id }) => repositories.every((repository) => repository.id !== id));
for (const { id } of unknown) console.log(`no data        ${id}`);
let open = 0;
let stale = 0;
let foundCount = 0;
for (const { id, count, findings } of judged) {
  const repository = repositories.find((candidate) => candidate.id === id);
  if (repository === undefined) continue;
  const found = lintRepository(repository);
  foundCount += found.length;
  if (found.length !== count) {
    stale += 1;
    console.log(`other count    ${id} ${found.length} and not ${count}`);
  }
  const known = new Set(findings.map(toKey));
  const current = new Set(found.map(toKey));
  for (const finding of found.filter((one) => !known.has(toKey(one)))) {
    open += 1;
    console.log(`not judged     ${id} ${toKey(finding)} ${finding.message}`);
  }
  for (const judgement of findings.filter((one) => !current.has(toKey(one)))) {
    stale += 1;
    console.log(`not found now  ${id} ${toKey(judgement)}`);
  }
}

const shares = countByRule(judged);
for (const [rule, share] of [...shares].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${toText(share)}  ${rule}`);
}
console.log(
  `${toText(countAll(shares.values()))}  all, in ${judged.length} repositories with ${foundCount} warnings and errors`,
);
console.log(`${open} not judged, ${stale} out of date`);
if (open + stale + unknown.length > 0) process.exitCode = 1;

function lintRepository({ files }: Repository): readonly Found[] {
  return lintProject(buildProject(toSnapshot(files)), { preset: 'recommended' })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message, at }) => {
      const { line } = new LineIndex(files[at.file] ?? '').positionAt(at.start);
      return { rule, file: at.file, line: line + 1, message };
    });
}

/** As from a disk: only what the model asks for is read. */
function toSnapshot(files: Repository['files']): Snapshot {
  const read = new Map<string, string | undefined>(
    Object.keys(files).map((path) => [path, undefined]),
  );
  const snapshot: Snapshot = { files: read, isPartial: false, environment: new Map() };
  for (;;) {
    const wanted = findWantedFiles(snapshot);
    if (wanted.length === 0) return snapshot;
    for (const path of wanted) read.set(path, files[path] ?? '');
  }
}

function toText({ right, all }: Share): string {
  const percent = all === 0 ? '100.0' : ((100 * right) / all).toFixed(1);
  return `${percent.padStart(5)} %  ${String(right).padStart(3)} of ${String(all).padStart(3)}`;
}
