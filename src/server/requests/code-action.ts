import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver/node';
import type { Finding } from '../../core/base/finding.ts';
import { toTextChange } from '../../core/base/text-change.ts';
import { toOffsets } from '../convert/from-lsp.ts';
import { toChanges, toDiagnostic, toQuickFix } from '../convert/to-lsp.ts';
import type { LintedRoot } from '../workspace/project-root.ts';
import type { Roots } from '../workspace/roots.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.drydock`;

export interface CodeActionOptions {
  readonly roots: Roots;
  readonly pageOf: (rule: string) => string | undefined;
}

/** Fixes of the findings at a range, the comment that silences one, and the fix of all that is safe. */
export async function answerCodeAction(
  { textDocument, range, context }: CodeActionParams,
  options: CodeActionOptions,
): Promise<CodeAction[]> {
  const place = options.roots.find(textDocument.uri);
  if (place === undefined) return [];
  // On request it may take long; what a cursor brings along may not.
  const isAsked = context.only !== undefined;
  const linted = await (isAsked ? place.root.lint() : place.root.lintSoon());
  if (linted === undefined) return [];
  const wants = (kind: string): boolean =>
    context.only === undefined ||
    context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const { start, end } = toOffsets(range, linted.lines(place.file));
  const touched = (linted.findings.get(place.file) ?? []).filter(
    ({ at }) => at.start <= end && start <= at.end,
  );
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...touched.flatMap((finding) => toFixes(finding, linted, options)));
    for (const finding of touched)
      actions.push(...(await toSuppressions(finding, linted, options)));
  }
  // Only on request: it lints the whole file several times.
  if (context.only !== undefined && wants(fixAllKind)) {
    actions.push(...(await toFixAll(place.file, linted)));
  }
  return actions;
}

function toFixes(finding: Finding, linted: LintedRoot, options: CodeActionOptions): CodeAction[] {
  const diagnostic = toDiagnostic(finding, linted, options.pageOf);
  return finding.fixes.map((fix) => toQuickFix(fix, diagnostic, linted));
}

async function toSuppressions(
  finding: Finding,
  linted: LintedRoot,
  options: CodeActionOptions,
): Promise<CodeAction[]> {
  const { file } = finding.at;
  const text = linted.findText(file);
  // What the engine itself says is no rule's opinion.
  if (text === undefined || options.pageOf(finding.rule) === undefined) return [];
  const start = await linted.findSuppressionLine(finding);
  if (start === undefined) return [];
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const insert = `${indentation}# drydock-disable-next-line ${finding.rule}${lineEnd}`;
  return [
    {
      title: `Ignore ${finding.rule} here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding, linted, options.pageOf)],
      edit: { changes: toChanges([{ at: { file, start, end: start }, insert }], linted) },
    },
  ];
}

async function toFixAll(file: string, linted: LintedRoot): Promise<CodeAction[]> {
  const text = linted.findText(file);
  const fixed = await linted.fixAll(file);
  if (text === undefined || fixed === undefined) return [];
  const { start, end, insert } = toTextChange(text, fixed);
  return [
    {
      title: 'Apply all safe fixes',
      kind: fixAllKind,
      edit: { changes: toChanges([{ at: { file, start, end }, insert }], linted) },
    },
  ];
}
