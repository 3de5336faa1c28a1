import { PlaceFinder, toShownPath, type LintReport } from '../lint-report.ts';

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function formatGithub({ roots }: LintReport): string {
  return roots
    .flatMap(({ root, findings, texts }) => {
      const places = new PlaceFinder(texts);
      return findings.map(({ rule, severity, message, at }) => {
        const { line, column, endLine, endColumn } = places.find(at);
        const kind = severity === 'error' || severity === 'warning' ? severity : 'notice';
        const properties = [
          `file=${escapeProperty(toShownPath(root, at.file))}`,
          `line=${line}`,
          `col=${column}`,
          `endLine=${endLine}`,
          `endColumn=${endColumn}`,
          `title=${escapeProperty(rule)}`,
        ];
        return `::${kind} ${properties.join(',')}::${escapeData(message)}\n`;
      });
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
