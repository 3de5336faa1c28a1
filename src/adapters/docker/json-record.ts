/** Reads fields of an answer without believing any of them: what is missing or of another type becomes the empty value. */
export class JsonRecord {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    this.#fields =
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Readonly<Record<string, unknown>>)
        : {};
  }

  has(key: string): boolean {
    return this.#fields[key] !== undefined && this.#fields[key] !== null;
  }

  text(key: string): string {
    const value = this.#fields[key];
    return typeof value === 'string' ? value : '';
  }

  number(key: string): number {
    const value = this.#fields[key];
    return typeof value === 'number' ? value : 0;
  }

  flag(key: string): boolean {
    return this.#fields[key] === true;
  }

  record(key: string): JsonRecord {
    return new JsonRecord(this.#fields[key]);
  }

  records(key: string): readonly JsonRecord[] {
    return toRecords(this.#fields[key]);
  }

  texts(key: string): readonly string[] {
    const value = this.#fields[key];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** Keys whose values are texts. Made without a prototype, since keys such as `__proto__` come from outside. */
  map(key: string): Readonly<Record<string, string>> {
    const result = Object.create(null) as Record<string, string>;
    for (const [name, value] of this.record(key).entries()) {
      if (typeof value === 'string') result[name] = value;
    }
    return result;
  }

  entries(): readonly (readonly [string, unknown])[] {
    return Object.entries(this.#fields);
  }

  /** Milliseconds since 1970 of a time in RFC 3339; `undefined` for none and for the engine's year 1. */
  time(key: string): number | undefined {
    const milliseconds = Date.parse(this.text(key));
    return Number.isNaN(milliseconds) || milliseconds <= 0 ? undefined : milliseconds;
  }
}

export function toRecords(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.map((item) => new JsonRecord(item)) : [];
}
