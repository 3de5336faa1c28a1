import type { Finding, Severity } from '../../core/base/finding.ts';
import { PlaceFinder, toShownPath, type LintReport, type Place } from '../lint-report.ts';

/** For people at a terminal: by file, each finding with the line that it is about. */
export function formatStylish({ roots }: LintReport, hasColor: boolean): string {
  const paint = hasColor ? paintAnsi : (text: string) => text;
  const all = roots.flatMap(({ findings }) => findings);
  const files = roots.flatMap(({ root, findings, texts }) => {
    const places = new PlaceFinder(texts);
    const byFile = Map.groupBy(findings, ({ at }) => at.file);
    return [...byFile].map(([file, own]) => {
      const lines = (texts.get(file) ?? '').split(/\r\n|\n|\r/);
      const blocks = own.map((finding) => {
        const place = places.find(finding.at);
        return formatFinding(finding, place, { paint, line: lines[place.line - 1] ?? '' });
      });
      return `${paint(toShownPath(root, file), 'underline')}\n${blocks.join('')}`;
    });
  });
  return `${files.map((file) => `${file}\n`).join('')}${summarize(all)}\n`;
}

type Paint = (text: string, style: Style) => string;
type Style = Severity | 'underline' | 'dim';

const codes: Readonly<Record<Style, string>> = {
  error: '31',
  warning: '33',
  info: '36',
  hint: '36',
  underline: '4',
  dim: '2',
};

function paintAnsi(text: string, style: Style): string {
  return `\u001b[${codes[style]}m${text}\u001b[0m`;
}

/** Longer lines are cut around the place, in columns. */
const widest = 110;

function formatFinding(
  { rule, severity, message, fixes }: Finding,
  place: Place,
  { paint, line }: { readonly paint: Paint; readonly line: string },
): string {
  const fixable = fixes.some(({ kind }) => kind === 'safe') ? ' (--fix mends it)' : '';
  const head = `${place.line}:${place.column}  ${paint(severity, severity)}  ${message}  ${paint(rule + fixable, 'dim')}`;
  if (line.trim() === '') return `  ${head}\n`;
  const from = Math.max(0, place.column - 1 - 60);
  const shown = line.slice(from, from + widest).replaceAll('\t', ' ');
  const start = place.column - 1 - from;
  const end = place.endLine === place.line ? place.endColumn - 1 - from : shown.length;
  const width = Math.max(1, Math.min(end, shown.length) - start);
  const number = String(place.line).padStart(5);
  const marks = ' '.repeat(start) + paint('^'.repeat(width), severity);
  return `  ${head}\n${paint(`${number} |`, 'dim')} ${shown}\n${paint('      |', 'dim')} ${marks}\n`;
}

function summarize(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.';
  const parts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${names[severity]}${count === 1 ? '' : 's'}`];
  });
  return `${parts.join(', ')}.`;
}

const names: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'hint',
};
