import type { Finding, Severity } from '../../core/base/finding.ts';
import type { Rule } from '../../core/rulekit/define-rule.ts';
import { PlaceFinder, toShownPath, type LintReport } from '../lint-report.ts';

/** SARIF 2.1.0, for code scanning. */
export function formatSarif(
  { roots }: LintReport,
  rules: readonly Rule[],
  version: string,
): string {
  const used = new Set(roots.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Drydock',
            version,
            rules: rules
              .filter(({ id }) => used.has(id))
              .map(({ id, summary, severity }) => ({
                id,
                shortDescription: { text: summary },
                defaultConfiguration: { level: levels[severity] },
              })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: roots.flatMap(({ root, findings, texts }) => {
          const places = new PlaceFinder(texts);
          return findings.map((finding) => toResult(root, finding, places));
        }),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

function toResult(root: string, finding: Finding, places: PlaceFinder): object {
  return {
    ruleId: finding.rule,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [toLocation(root, finding.at, places)],
    relatedLocations: finding.related.map(({ at, message }) => ({
      ...toLocation(root, at, places),
      message: { text: message },
    })),
  };
}

function toLocation(root: string, at: Finding['at'], places: PlaceFinder): object {
  const { line, column, endLine, endColumn } = places.find(at);
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(toShownPath(root, at.file)) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}
