import type {
  CodeAction,
  Diagnostic,
  DiagnosticRelatedInformation,
  Hover,
  Location,
  Range,
  TextEdit,
} from 'vscode-languageserver/node';
import { CodeActionKind, DiagnosticSeverity, MarkupKind } from 'vscode-languageserver/node';
import type { Finding, Fix, Severity } from '../../core/base/finding.ts';
import type { LineIndex } from '../../core/base/line-index.ts';
import type { Edit, Span } from '../../core/base/span.ts';
import { toSpokenNames } from '../../core/ide/spoken-names.ts';

/** The files that spans point into, as the client knows them. */
export interface Places {
  /** The URI of a path relative to the root, in the client's own spelling where it has the file open. */
  readonly toUri: (file: string) => string;
  /** The line index of the text that was linted. */
  readonly lines: (file: string) => LineIndex;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange(span: Span, places: Places): Range {
  const lines = places.lines(span.file);
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

export function toLocation(span: Span, places: Places): Location {
  return { uri: places.toUri(span.file), range: toRange(span, places) };
}

/** `pageOf` gives the address of a rule's page, where there is one. */
export function toDiagnostic(
  finding: Finding,
  places: Places,
  pageOf: (rule: string) => string | undefined,
): Diagnostic {
  const page = pageOf(finding.rule);
  const related = finding.related.map(({ at, message }): DiagnosticRelatedInformation => ({
    location: toLocation(at, places),
    message,
  }));
  return {
    range: toRange(finding.at, places),
    severity: severities[finding.severity],
    source: 'drydock',
    code: finding.rule,
    message: finding.message,
    // By these names a client finds the same said by another tool.
    ...(finding.equivalents.length === 0 ? {} : { data: toSpokenNames(finding.equivalents) }),
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** Edits by URI; a client that may have the file open gets ranges of the text that was linted. */
export function toChanges(
  edits: readonly Edit[],
  places: Places,
): Readonly<Record<string, TextEdit[]>> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { at, insert } of edits) {
    const edit: TextEdit = { range: toRange(at, places), newText: insert };
    (changes[places.toUri(at.file)] ??= []).push(edit);
  }
  return changes;
}

export function toQuickFix(fix: Fix, diagnostic: Diagnostic, places: Places): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: fix.kind === 'safe',
    edit: { changes: toChanges(fix.edits(), places) },
  };
}

/** What a rule is about, for the hover on its finding. Texts are ours, so they may be Markdown. */
export function toRuleText(rule: {
  readonly id: string;
  readonly summary: string;
  readonly page: string | undefined;
}): string {
  const name = rule.page === undefined ? `\`${rule.id}\`` : `[\`${rule.id}\`](${rule.page})`;
  return `${name}: ${rule.summary}.`;
}

/** Texts in Markdown, one below the other. */
export function toHover(texts: readonly string[], at: Span, places: Places): Hover {
  const contents = { kind: MarkupKind.Markdown, value: texts.join('\n\n') };
  return { contents, range: toRange(at, places) };
}
