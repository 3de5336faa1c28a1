import type { Variable } from './project.ts';

/** All declarations of a stage in their order; a scope is the part before one instruction. */
export class VariableHistory {
  readonly #inherited: ReadonlyMap<string, Variable>;
  readonly #byName = new Map<string, { readonly order: number; readonly variable: Variable }[]>();
  #length = 0;

  constructor(inherited: ReadonlyMap<string, Variable>) {
    this.#inherited = inherited;
  }

  add(variable: Variable): void {
    this.#length += 1;
    const entry = { order: this.#length, variable };
    const present = this.#byName.get(variable.name);
    if (present === undefined) this.#byName.set(variable.name, [entry]);
    else present.push(entry);
  }

  /** What is in scope after the declarations so far. Later ones do not change it. */
  scope(): ReadonlyMap<string, Variable> {
    return new VariableScope(this, this.#length);
  }

  find(name: string, limit: number): Variable | undefined {
    const declared = this.#byName.get(name);
    if (declared !== undefined) {
      for (let at = declared.length - 1; at >= 0; at -= 1) {
        const entry = declared[at];
        if (entry !== undefined && entry.order <= limit) return entry.variable;
      }
    }
    return this.#inherited.get(name);
  }

  *entries(limit: number): MapIterator<[string, Variable]> {
    for (const [name, variable] of this.#inherited) {
      if (!this.#byName.has(name)) yield [name, variable];
    }
    for (const name of this.#byName.keys()) {
      const variable = this.find(name, limit);
      if (variable !== undefined) yield [name, variable];
    }
  }
}

/** A map without copies: a Dockerfile of a thousand ENVs has a thousand scopes. */
class VariableScope implements ReadonlyMap<string, Variable> {
  readonly #history: VariableHistory;
  readonly #limit: number;

  constructor(history: VariableHistory, limit: number) {
    this.#history = history;
    this.#limit = limit;
  }

  get size(): number {
    return [...this.entries()].length;
  }

  get(name: string): Variable | undefined {
    return this.#history.find(name, this.#limit);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  entries(): MapIterator<[string, Variable]> {
    return this.#history.entries(this.#limit);
  }

  *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): MapIterator<Variable> {
    for (const [, variable] of this.entries()) yield variable;
  }

  forEach(visit: (value: Variable, key: string, map: ReadonlyMap<string, Variable>) => void): void {
    for (const [name, variable] of this.entries()) visit(variable, name, this);
  }

  [Symbol.iterator](): MapIterator<[string, Variable]> {
    return this.entries();
  }
}
