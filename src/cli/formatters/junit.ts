import type { Finding } from '../../core/base/finding.ts';
import { PlaceFinder, toShownPath, type LintReport } from '../lint-report.ts';

/** JUnit XML: a suite for each root, a test case for each finding; errors and warnings are failures. */
export function formatJunit({ roots }: LintReport): string {
  const suites = roots.map(({ root, findings, texts }) => {
    const places = new PlaceFinder(texts);
    const cases = findings.map((finding) => toCase(root, finding, places));
    // A suite without cases counts as "nothing ran" in most readers.
    if (cases.length === 0) cases.push('    <testcase name="no findings" classname="drydock" />');
    const failures = findings.filter(isFailure).length;
    const counts = `tests="${cases.length}" failures="${failures}"`;
    return `  <testsuite name="${escapeXml(root)}" ${counts}>\n${cases.join('\n')}\n  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function isFailure({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

function toCase(root: string, finding: Finding, places: PlaceFinder): string {
  const { line, column } = places.find(finding.at);
  const place = `${toShownPath(root, finding.at.file)}:${line}:${column}`;
  const name = escapeXml(`${finding.rule} ${place}`);
  const open = `    <testcase name="${name}" classname="${escapeXml(finding.rule)}"`;
  const text = escapeXml(finding.message);
  if (!isFailure(finding))
    return `${open}>\n      <system-out>${text}</system-out>\n    </testcase>`;
  const failure = `<failure message="${text}" type="${finding.severity}">${escapeXml(place)}</failure>`;
  return `${open}>\n      ${failure}\n    </testcase>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
