import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validSearchFilter = defineRule({
  id: 'mlflow/valid-search-filter',
  summary: 'Require search filters that MLflow can read',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    unquoted: 'A {entity} is compared with text, which takes quotes: "{value}" stops the search.',
    quoted: 'A metric is compared with a number, and "{value}" in quotes stops the search.',
    equals: 'Filters of MLflow know "=", and no "==": the search stops.',
    or: 'Filters of MLflow know AND, and no OR: the search stops.',
  },
  on: {
    project({ python }, report) {
      for (const { mlflow } of python.sources.values()) {
        for (const { action, values, name } of mlflow) {
          const filter = action === 'search' ? values.get('filter_string') : undefined;
          if (filter?.text === undefined || !filter.isKnown) continue;
          const bare = filter.text.replaceAll(/'[^']*'|"[^"]*"/g, "''");
          if (bare.includes('==')) report.equals(filter.at);
          // Traces have a language of their own.
          if (/\sOR\s/i.test(bare) && !name.endsWith('search_traces')) report.or(filter.at);
          for (const { key, value } of readComparisons(filter.text)) {
            const kind = /^(param|tag|metric)/i.exec(key)?.[1]?.toLowerCase();
            const isQuoted = /^["']/.test(value);
            if (kind === 'metric' && isQuoted) report.quoted(filter.at, { value });
            else if (kind !== undefined && kind !== 'metric' && !isQuoted) {
              report.unquoted(filter.at, { entity: kind === 'tag' ? 'tag' : 'parameter', value });
            }
          }
        }
      }
    },
  },
});

/** `params.model = linear` and the like; lists and patterns are left out. */
function readComparisons(
  filter: string,
): readonly { readonly key: string; readonly value: string }[] {
  const pattern =
    /\b((?:param(?:eter)?s?|tags?|metrics?)\.(?:`[^`]*`|"[^"]*"|[\w./-]+))\s*(?:!=|<=|>=|=|<|>)\s*('[^']*'|"[^"]*"|[^\s'"=()]+)/gi;
  return [...filter.matchAll(pattern)].map(([, key = '', value = '']) => ({ key, value }));
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
