import type { Finding } from '../../core/base/finding.ts';
import { PlaceFinder, type LintReport } from '../lint-report.ts';

/** The format that other programs hold on to; it changes only with a new `version`. */
export function formatJson({ roots }: LintReport): string {
  const data = {
    version: 1,
    roots: roots.map(({ root, findings, texts }) => {
      const places = new PlaceFinder(texts);
      return {
        root,
        findings: findings.map((finding) => ({
          rule: finding.rule,
          equivalents: finding.equivalents,
          severity: finding.severity,
          file: finding.at.file,
          ...places.find(finding.at),
          message: finding.message,
          fix: describeFix(finding),
        })),
      };
    }),
  };
  return `${JSON.stringify(data)}\n`;
}

function describeFix({ fixes }: Finding): 'safe' | 'suggestion' | 'none' {
  if (fixes.some(({ kind }) => kind === 'safe')) return 'safe';
  return fixes.length > 0 ? 'suggestion' : 'none';
}
