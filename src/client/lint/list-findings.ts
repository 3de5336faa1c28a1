import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/base/finding.ts';
import { LineIndex } from '../../core/base/line-index.ts';
import type { Span } from '../../core/base/span.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The findings that the language server reports for files of a folder; none until it has read them. */
export function listFindings(root: string, files: ReadonlyMap<string, string>): readonly Finding[] {
  const toSpan = ({ uri, range }: vscode.Location): Span | undefined => {
    const file = relative(root, uri.fsPath).split(sep).join('/');
    const text = files.get(file);
    if (uri.scheme !== 'file' || text === undefined) return undefined;
    const lines = new LineIndex(text);
    const toOffset = ({ line, character }: vscode.Position): number =>
      lines.offsetAt({ line, column: character });
    return { file, start: toOffset(range.start), end: toOffset(range.end) };
  };
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics.flatMap((diagnostic): readonly Finding[] => {
      if (diagnostic.source !== 'drydock') return [];
      const at = toSpan(new vscode.Location(uri, diagnostic.range));
      if (at === undefined) return [];
      const related = (diagnostic.relatedInformation ?? []).flatMap(({ location, message }) => {
        const place = toSpan(location);
        return place === undefined ? [] : [{ at: place, message }];
      });
      const { message, severity } = diagnostic;
      const rule = toRuleId(diagnostic.code);
      const words = severities[severity] ?? 'warning';
      return [{ rule, equivalents: [], severity: words, message, at, fixes: [], related }];
    }),
  );
}

function toRuleId(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
