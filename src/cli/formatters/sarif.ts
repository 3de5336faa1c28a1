import type { Finding, Severity } from '../../core/base/finding.ts';
import type { Rule } from '../../core/rulekit/define-rule.ts';
import { PlaceFinder, toShownPath, type LintReport } from '../lint-report.ts';

/** What a report says of the linter itself. */
interface Linter {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** The Markdown page about a rule. */
  readPage(id: string): string;
}

/** SARIF 2.1.0, for code scanning. */
export function formatSarif({ roots }: LintReport, linter: Linter): string {
  const { rules, version } = linter;
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
              .map((rule) => toDescriptor(rule, linter.readPage(rule.id))),
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

function toDescriptor({ id, summary, severity, equivalents }: Rule, page: string): object {
  const reference = /^- <(https:\/\/[^>]+)>$/m.exec(page)?.[1];
  return {
    id,
    shortDescription: { text: `${summary}.` },
    help: { text: `"drydock explain ${id}" prints the page.`, markdown: page },
    ...(reference === undefined ? {} : { helpUri: reference }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: equivalents ?? [] },
  };
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
      artifactLocation: { uri: toUri(toShownPath(root, at.file)) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

function toUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
