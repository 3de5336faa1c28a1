import { isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';

/** What a `meta.yaml` of MLflow says, by key; text as written, so that an id of 18 digits stays exact. */
export interface Meta {
  /** Undefined also where it says null. */
  text(key: string): string | undefined;
  number(key: string): number | undefined;
  /** Pairs of a nested mapping; empty if there is none. */
  pairs(key: string): readonly (readonly [string, string])[];
}

/** Reads a flat mapping; undefined if the text is something else. Anchors and tags are not followed. */
export function parseMeta(text: string): Meta | undefined {
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (!isMap(document.contents)) return undefined;
  const map = document.contents;
  const findText = (key: string) => toText(map.get(key, true));
  return {
    text: findText,
    number(key) {
      const value = Number(findText(key) ?? Number.NaN);
      return Number.isFinite(value) ? value : undefined;
    },
    pairs(key) {
      const nested: unknown = map.get(key, true);
      if (!isMap(nested)) return [];
      return nested.items.flatMap((pair) => {
        const name = toText(pair.key);
        const value = toText(pair.value);
        return name === undefined || value === undefined ? [] : [[name, value] as const];
      });
    },
  };
}

function toText(node: unknown): string | undefined {
  if (!isScalar(node) || isSeq(node)) return undefined;
  const text = String(node.value);
  const isNull = node.type === Scalar.PLAIN && /^(?:null|Null|NULL|~|)$/u.test(text);
  return isNull ? undefined : text;
}
