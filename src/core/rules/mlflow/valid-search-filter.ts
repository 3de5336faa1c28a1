import type { Span } from '../../base/span.ts';
import {
  readComparisons,
  withoutTexts,
  type Comparison,
} from '../../model/mlflow-search-filter.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  unquoted: 'The text behind a {entity} takes quotes: "{value}" without them stops the search.',
  quoted: 'A metric is compared with a number, and "{value}" in quotes stops the search.',
  comparator: 'A {entity} is text, which "{operator}" does not compare: the search stops.',
  key: 'A key with a slash takes backticks: "{key}" without them stops the search.',
  equals: 'Filters of MLflow know "=", and no "==": the search stops.',
  or: 'Filters of MLflow know AND, and no OR: the search stops.',
  word: 'Filters of MLflow know AND, LIKE and comparisons, and no "{word}": the search stops.',
} as const;

export const validSearchFilter = defineRule({
  id: 'mlflow/valid-search-filter',
  summary: 'Require search filters that MLflow can read',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages,
  on: {
    project({ python }, report) {
      for (const { mlflow } of python.sources.values()) {
        for (const { action, values, name } of mlflow) {
          const filter = action === 'search' ? values.get('filter_string') : undefined;
          if (filter?.text === undefined || !filter.isKnown) continue;
          // Traces have a language of their own.
          checkWords(filter, name.endsWith('search_traces'), report);
          for (const comparison of readComparisons(filter.text)) {
            checkComparison(comparison, filter.at, report);
          }
        }
      }
    },
  },
});

function checkWords(
  { text = '', at }: { readonly text: string | undefined; readonly at: Span },
  isTrace: boolean,
  report: Report<typeof messages>,
): void {
  const bare = withoutTexts(text);
  if (bare.includes('==')) report.equals(at);
  if (isTrace) return;
  if (/\sOR\s/i.test(bare)) report.or(at);
  const pattern = /&&|\|\||\bNOT\b(?!\s+(?:IN|NULL)\b)|\bCONTAINS\b|\bNone\b/i;
  const [word] = pattern.exec(bare) ?? [];
  if (word !== undefined) report.word(at, { word });
}

function checkComparison(
  { entity, key, operator, value }: Comparison,
  at: Span,
  report: Report<typeof messages>,
): void {
  const isQuoted = /^["']/.test(value);
  if (key.includes('/') && !/^[`"']/.test(key)) report.key(at, { key });
  if (entity === 'metric') {
    if (isQuoted) report.quoted(at, { value });
  } else if (!isQuoted) {
    // `None` is told as a word that the language lacks.
    if (value.toLowerCase() !== 'none') report.unquoted(at, { entity, value });
  } else if (/[<>]/.test(operator)) report.comparator(at, { entity, operator });
}

const program = (filter: string): string =>
  `import mlflow\n\nruns = mlflow.search_runs(filter_string="${filter}")\n`;

export const validSearchFilterPage = definePage({
  rationale:
    'The filter of a search is a small language. Parameters and tags are text and are compared with text in quotes, also where it looks like a number; metrics are numbers. What does not fit raises an exception as soon as the search runs.',
  references: ['https://mlflow.org/docs/latest/ml/search/search-runs/'],
  bad: [
    {
      title: 'A parameter that looks like a number',
      files: { 'report.py': program('params.depth = 6') },
    },
    { title: 'A metric as text', files: { 'report.py': program("metrics.rmse < '0.5'") } },
    {
      title: 'A parameter that is compared like a number',
      files: { 'report.py': program("params.depth > '6'") },
    },
    {
      title: 'A slash in the name of a metric',
      files: { 'report.py': program('metrics.val/loss < 0.5') },
    },
    {
      title: 'A word of another language',
      files: { 'report.py': program('params.model != None') },
    },
    { title: 'Two equals signs', files: { 'report.py': program("params.model == 'tree'") } },
    {
      title: 'Either of two',
      files: { 'report.py': program("params.model = 'tree' OR params.model = 'forest'") },
    },
  ],
  good: [
    {
      title: 'Text in quotes, numbers without',
      files: { 'report.py': program("params.depth = '6' AND metrics.rmse < 0.5") },
    },
  ],
});
