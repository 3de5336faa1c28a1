import { clusteringService } from '../seeds/clustering-service.data.ts';
import { firstContainers } from '../seeds/first-containers.data.ts';
import { forecastPipeline } from '../seeds/forecast-pipeline.data.ts';
import { forestClassifier } from '../seeds/forest-classifier.data.ts';
import { queueScaling } from '../seeds/queue-scaling.data.ts';
import type { Evidence, SeedDocument, SeedPoint } from '../seeds/seed-point.ts';
import type { GeneratedFile } from './generated-file.ts';
import { loadCatalogue, type CatalogueEntry } from './rule-catalogue.ts';

export const seedDocuments: readonly SeedDocument[] = [
  clusteringService,
  forecastPipeline,
  firstContainers,
  forestClassifier,
  queueScaling,
];

/** What each document that the project began with tells, whether it still holds, and what Drydock makes of it. */
export async function generateSeedsPage(): Promise<GeneratedFile[]> {
  const rules = new Map((await loadCatalogue()).map((entry) => [entry.id, entry]));
  const count = seedDocuments.reduce((sum, { points }) => sum + points.length, 0);
  const parts = [
    '# What the founding documents tell',
    `Five documents about machine learning in containers stand at the beginning of Drydock. Here are their ${count} points, in our words, with what has become of them: whether they still hold, what Drydock does about them, and which test fails without it.`,
    ...seedDocuments.flatMap((document) => writeDocument(document, rules)),
    '',
  ];
  return [{ path: 'media/docs/seeds.md', text: parts.join('\n\n') }];
}

function writeDocument(
  { name, about, points }: SeedDocument,
  rules: ReadonlyMap<string, CatalogueEntry>,
): readonly string[] {
  const rows = points.map((point) => writeRow(point, rules));
  const head = ['| Point | True today? | What Drydock does | Test |', '| --- | --- | --- | --- |'];
  return [`## ${name}`, about, [...head, ...rows].join('\n')];
}

function writeRow(
  { point, today, does, evidence }: SeedPoint,
  rules: ReadonlyMap<string, CatalogueEntry>,
): string {
  const acts = evidence.flatMap((one) => writeAct(one)).join(', ');
  const tests = evidence.map((one) => writeTest(one, rules));
  const cells = [
    point,
    today,
    [acts, does].filter((text) => text !== '').join('. '),
    [...new Set(tests)].join('; '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function writeAct(evidence: Evidence): readonly string[] {
  switch (evidence.kind) {
    case 'rule':
      return [`[\`${evidence.id}\`](rules/${evidence.id}.md)`];
    case 'hover':
      return [`hover on \`${nameWord(evidence.word)}\``];
    case 'symptom':
      return ['Why Did It Stop? says so'];
    case 'planned':
      return [`outside the linter (${evidence.under})`];
    case 'feature':
      return [];
  }
}

/** `compose services.*.restart=no` → `restart: no`. */
function nameWord(word: string): string {
  const [kind = '', ...rest] = word.split(' ');
  const text = rest.join(' ');
  if (kind !== 'compose') return text;
  return text.slice(text.lastIndexOf('.') + 1).replace('=', ': ');
}

function writeTest(evidence: Evidence, rules: ReadonlyMap<string, CatalogueEntry>): string {
  switch (evidence.kind) {
    case 'rule': {
      const [first] = rules.get(evidence.id)?.page.bad ?? [];
      return `\`rules.test.ts\`: ${evidence.id}, “${evidence.example ?? first?.title ?? ''}”`;
    }
    case 'hover':
      return '`seeds.test.ts`: “have a hover for each word”, `words.test.ts`';
    case 'symptom':
      return `\`find-symptoms.test.ts\`: ${evidence.id}`;
    case 'feature':
      return `\`${evidence.file}\`: “${evidence.title}”`;
    case 'planned':
      return '–';
  }
}
