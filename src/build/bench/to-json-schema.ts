import type { ScalarShape, Shape } from '../../core/model/compose-schema.ts';

/** Our table of the compose format as JSON Schema, for a peer that wants one. */
export function toJsonSchema(shape: Shape): object {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...toSchema(shape) };
}

function toSchema({ scalar, list, map, isNullable }: Shape): object {
  const forms: object[] = [];
  if (scalar !== undefined) forms.push(toScalar(scalar));
  if (list !== undefined) {
    const { item, isUnique } = list;
    forms.push({ type: 'array', items: toSchema(item), uniqueItems: isUnique ?? false });
  }
  if (map !== undefined) {
    const { keys, required, rest, names, isExtensible, isOpen } = map;
    const extensions = isExtensible ? { '^x-': {} } : {};
    const own = rest === undefined ? {} : { [names?.source ?? '.']: toSchema(rest) };
    forms.push({
      type: 'object',
      properties: Object.fromEntries([...keys].map(([name, one]) => [name, toSchema(one)])),
      patternProperties: { ...extensions, ...own },
      required,
      additionalProperties: isOpen,
    });
  }
  if (isNullable === true) forms.push({ type: 'null' });
  return forms.length === 1 ? (forms[0] ?? {}) : { oneOf: forms };
}

function toScalar({ types, least, most }: ScalarShape): object {
  return {
    type: types,
    ...(least === undefined ? {} : { minimum: least }),
    ...(most === undefined ? {} : { maximum: most }),
  };
}
