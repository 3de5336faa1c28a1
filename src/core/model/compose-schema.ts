/**
 * What may stand at one place of a compose file, by the form it is written in. A form that is not named is refused.
 */
export interface Shape {
  readonly scalar?: ScalarShape;
  readonly list?: ListShape;
  readonly map?: MapShape;
  /** True where a key may stand without a value. */
  readonly isNullable?: boolean;
}

/** `integer` takes whole numbers only, `number` any. A text in quotes is a `string`, whatever it looks like. */
export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

export interface ScalarShape {
  readonly types: readonly ScalarType[];
  /** What a string must be like. Numbers and booleans are not looked at. */
  readonly format?: Format;
  /** Bounds of a number that is not in quotes. */
  readonly least?: number;
  readonly most?: number;
}

/** A kind of text that Compose parses further. */
export interface Format {
  /** Completes "… is not", such as "a duration like 30s". */
  readonly words: string;
  accepts(text: string): boolean;
}

export interface ListShape {
  readonly item: Shape;
  /** True where Compose refuses two equal items. */
  readonly isUnique?: boolean;
}

export interface MapShape {
  /** The keys with a meaning. Where there are any, keys that begin with `x-` are allowed beside them. */
  readonly keys: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** What stands below names that the user chooses; undefined where there are none. */
  readonly rest: Shape | undefined;
  /** What those names must look like. */
  readonly names: RegExp | undefined;
  /** False for the few mappings in which `x-` keys are refused too. */
  readonly isExtensible: boolean;
  /** True for the few mappings in which Compose overlooks what it does not know. */
  readonly isOpen: boolean;
}

interface MapOptions {
  readonly required?: readonly string[];
  readonly isExtensible?: boolean;
  readonly isOpen?: boolean;
}

export function scalar(
  types: readonly ScalarType[],
  format?: Format,
  bounds: { readonly least?: number; readonly most?: number } = {},
): Shape {
  return { scalar: format === undefined ? { types, ...bounds } : { types, format, ...bounds } };
}

export function list(item: Shape): Shape {
  return { list: { item } };
}

export function uniqueList(item: Shape): Shape {
  return { list: { item, isUnique: true } };
}

export function map(keys: Readonly<Record<string, Shape>>, options: MapOptions = {}): Shape {
  return {
    map: {
      keys: new Map(Object.entries(keys)),
      required: options.required ?? [],
      rest: undefined,
      names: undefined,
      isExtensible: options.isExtensible ?? true,
      isOpen: options.isOpen ?? false,
    },
  };
}

/** A mapping whose keys are the user's own. */
export function named(rest: Shape, names?: RegExp): Shape {
  return {
    map: { keys: new Map(), required: [], rest, names, isExtensible: false, isOpen: false },
  };
}

/** One form beside another, such as a text beside a list. */
export function either(...shapes: readonly Shape[]): Shape {
  return Object.assign({}, ...shapes) as Shape;
}

export function nullable(shape: Shape): Shape {
  return { ...shape, isNullable: true };
}

/** One of several fixed texts. */
export function oneOf(...values: readonly string[]): Shape {
  const words = values.map((value) => `"${value}"`);
  const last = words.pop() ?? '';
  return scalar(['string'], {
    words: words.length === 0 ? last : `${words.join(', ')} or ${last}`,
    accepts: (text) => values.includes(text),
  });
}
