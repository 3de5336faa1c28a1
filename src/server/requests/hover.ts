import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { contains, type Span } from '../../core/base/span.ts';
import { toOffset } from '../convert/from-lsp.ts';
import { toHover, toRuleText } from '../convert/to-lsp.ts';
import type { LintParts } from '../workspace/lint-parts.ts';
import type { LintedRoot } from '../workspace/project-root.ts';
import type { Roots } from '../workspace/roots.ts';

export interface HoverOptions {
  readonly roots: Roots;
  readonly parts: LintParts;
  readonly pageOf: (rule: string) => string | undefined;
}

interface Said {
  readonly text: string;
  readonly at: Span;
}

/** What the word under the cursor stands for, and what the rules of the findings there are about. */
export async function answerHover(
  params: HoverParams,
  options: HoverOptions,
): Promise<Hover | null> {
  const place = options.roots.find(params.textDocument.uri);
  if (place === undefined) return null;
  const linted = await place.root.lintSoon();
  if (linted === undefined) return null;
  const offset = toOffset(params.position, linted.lines(place.file));
  const said = [
    ...describeRules(place.file, offset, { linted, ...options }),
    ...(await describeWord(place.file, offset, linted)),
  ];
  const at = said.map((one) => one.at).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  if (at === undefined) return null;
  const texts = new Set(said.map(({ text }) => text));
  return toHover([...texts], at, linted);
}

/** The narrowest word that somebody has something to say about. */
async function describeWord(
  file: string,
  offset: number,
  linted: LintedRoot,
): Promise<readonly Said[]> {
  const found = await linted.findMentions(file, offset);
  for (const mention of found) {
    const text = linted.unexplained.has(mention.kind) ? '' : mention.text();
    if (text !== '') return [{ text, at: mention.at }];
  }
  return [];
}

function describeRules(
  file: string,
  offset: number,
  { linted, parts, pageOf }: HoverOptions & { readonly linted: LintedRoot },
): readonly Said[] {
  const findings = linted.findings.get(file)?.filter(({ at }) => contains(at, offset)) ?? [];
  return findings.flatMap(({ rule: id, at }) => {
    const rule = parts.rules.find((one) => one.id === id);
    return rule === undefined ? [] : [{ text: toRuleText({ ...rule, page: pageOf(id) }), at }];
  });
}
