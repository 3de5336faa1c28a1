import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { contains } from '../../core/base/span.ts';
import { toOffset } from '../convert/from-lsp.ts';
import { toRange, toRuleHover } from '../convert/to-lsp.ts';
import type { LintParts } from '../workspace/lint-parts.ts';
import type { Roots } from '../workspace/roots.ts';

export interface HoverOptions {
  readonly roots: Roots;
  readonly parts: LintParts;
  readonly pageOf: (rule: string) => string | undefined;
}

/** What the rule of the finding under the cursor is about. */
export async function answerHover(
  params: HoverParams,
  options: HoverOptions,
): Promise<Hover | null> {
  const place = options.roots.find(params.textDocument.uri);
  if (place === undefined) return null;
  const linted = await place.root.lint();
  const offset = toOffset(params.position, linted.lines(place.file));
  const finding = linted.findings.get(place.file)?.find(({ at }) => contains(at, offset));
  if (finding === undefined) return null;
  const rule = options.parts.rules.find(({ id }) => id === finding.rule);
  if (rule === undefined) return null;
  return toRuleHover({ ...rule, page: options.pageOf(rule.id) }, toRange(finding.at, linted));
}
