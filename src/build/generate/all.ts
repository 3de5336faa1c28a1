import { format, resolveConfig } from 'prettier';
import { generateConfigSchema } from './config-schema.ts';
import { generateFences } from './fences.ts';
import type { GeneratedFile } from './generated-file.ts';
import { generateLayerDiagram } from './layer-diagram.ts';
import { generateManifest } from './manifest.ts';
import { generateMlflowFailuresPage } from './mlflow-failures-page.ts';
import { generateRulePages } from './rule-pages.ts';
import { generateRulesIndex } from './rules-index.ts';
import { generateSeedsPage } from './seeds-page.ts';

/** Everything that is derived from code, formatted as the repository is. */
export async function generateAll(): Promise<readonly GeneratedFile[]> {
  const files = [
    ...generateFences(),
    ...(await generateLayerDiagram()),
    ...(await generateRulesIndex()),
    ...(await generateRulePages()),
    ...(await generateSeedsPage()),
    ...generateMlflowFailuresPage(),
    ...(await generateConfigSchema()),
    ...(await generateManifest()),
  ];
  return Promise.all(files.map(formatFile));
}

async function formatFile({ path, text }: GeneratedFile): Promise<GeneratedFile> {
  const options = (await resolveConfig('.prettierrc.json')) ?? {};
  return { path, text: await format(text, { ...options, filepath: path }) };
}
