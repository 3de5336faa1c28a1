/** A comparison in the `filter_string` of a search. */
export interface Comparison {
  readonly entity: string;
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** `params.model = linear` and the like; lists and patterns are left out. */
export function* readComparisons(filter: string): Generator<Comparison> {
  const pattern =
    /(?<![\w.`"'])(?:(param|tag|metric)(?:eter)?s?\.(`[^`]*`|"[^"]*"|'[^']*'|[\w./-]+)|(?:attributes?\.)?(status|run_name|run_id|name))\s*(!=|<=|>=|=|<|>)\s*('[^']*'|"[^"]*"|[^\s'"=()]+)/gi;
  for (const [, kind, key = '', , operator = '', value = ''] of filter.matchAll(pattern)) {
    yield { entity: kind === undefined ? 'attribute' : toEntity(kind), key, operator, value };
  }
}

function toEntity(kind: string): string {
  const name = kind.toLowerCase();
  return name === 'param' ? 'parameter' : name;
}

/** The filter with empty texts, for a look at its words. */
export function withoutTexts(filter: string): string {
  return filter.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, "''");
}
