import type { Assignment, PythonLines } from './python-scan-lines.ts';
import type { PythonCall, PythonText, PythonValue } from './python-scan-tree.ts';

/** Names that lead to names that lead to names, longer than this, are given up. */
const longest = 8;

/** Follows the imports and assignments of one file. */
export class PythonNames {
  readonly #aliases = new Map<string, string>();
  readonly #assignments = new Map<string, Assignment[]>();
  /** What was worked out before; undefined as well while it is being worked out. */
  readonly #heads = new Map<string, string | undefined>();
  readonly #variables = new Map<string, PythonText | undefined>();

  constructor({ imports, assignments }: Pick<PythonLines, 'imports' | 'assignments'>) {
    for (const { module, level, name, alias } of imports) {
      const prefix = '.'.repeat(level) + module;
      // `import a.b` gives the name `a`; `import a.b as c` gives `a.b`.
      const isPlain = name === undefined && alias === module.split('.')[0];
      const joint = prefix === '' || prefix.endsWith('.') ? '' : '.';
      const target = name === undefined ? (isPlain ? alias : prefix) : `${prefix}${joint}${name}`;
      if (name !== '*') this.#aliases.set(alias, target);
    }
    for (const assignment of assignments) {
      const known = this.#assignments.get(assignment.target);
      if (known === undefined) this.#assignments.set(assignment.target, [assignment]);
      else known.push(assignment);
    }
  }

  /** The full name of what a value refers to; undefined for literals and the like. */
  findName(value: PythonValue, depth = 0): string | undefined {
    if (depth > longest) return undefined;
    switch (value.kind) {
      case 'name':
        return this.#findPath(value.path, depth);
      case 'attribute': {
        const base = this.findName(value.base, depth + 1);
        return base === undefined ? undefined : `${base}.${value.name}`;
      }
      case 'call': {
        const callee = this.findName(value.callee, depth + 1);
        return callee === undefined ? undefined : `${callee}()`;
      }
      case 'subscript': {
        const base = this.findName(value.base, depth + 1);
        return base === undefined ? undefined : `${base}[]`;
      }
      default:
        return undefined;
    }
  }

  /** What a value is as text. */
  readText(value: PythonValue, depth = 0): PythonText {
    const { at } = value;
    const unknown: PythonText = { text: undefined, isKnown: false, variable: undefined, at };
    if (depth > longest) return unknown;
    switch (value.kind) {
      case 'text':
        return { ...unknown, text: value.text, isKnown: true };
      case 'number':
        return { ...unknown, text: value.text.replaceAll('_', ''), isKnown: true };
      case 'name':
        return this.#readVariable(value.path, depth) ?? unknown;
      case 'template':
        return this.#join(value.parts, unknown, depth);
      case 'operation':
        return this.#readOperation(value, unknown, depth);
      case 'subscript':
      case 'call':
        return this.#readEnvironment(value, depth) ?? unknown;
      default:
        return unknown;
    }
  }

  #findPath(path: string, depth: number): string | undefined {
    const dot = path.indexOf('.');
    if (dot === -1) return this.#findHead(path, depth) ?? path;
    // `self.client` may be assigned as a whole.
    const second = path.startsWith('self.') ? path.indexOf('.', dot + 1) : dot;
    const end = second === -1 ? path.length : second;
    const found = this.#findHead(path.slice(0, end), depth);
    return found === undefined ? path : found + path.slice(end);
  }

  #findHead(head: string, depth: number): string | undefined {
    const alias = this.#aliases.get(head);
    if (alias !== undefined) return alias;
    if (this.#heads.has(head)) return this.#heads.get(head);
    this.#heads.set(head, undefined);
    const found = this.#findAssigned(head, depth);
    this.#heads.set(head, found);
    return found;
  }

  #findAssigned(head: string, depth: number): string | undefined {
    const names = new Set(
      this.#valuesOf(head).map((value) =>
        value.kind === 'name' && value.path === head ? undefined : this.findName(value, depth + 1),
      ),
    );
    const [name] = names;
    return names.size === 1 ? name : undefined;
  }

  /** All that is assigned to a name; nothing where it is too much to look at. */
  #valuesOf(target: string): readonly PythonValue[] {
    const assignments = this.#assignments.get(target) ?? [];
    return assignments.length > longest ? [] : assignments.map(({ value }) => value);
  }

  #readVariable(path: string, depth: number): PythonText | undefined {
    if (this.#variables.has(path)) return this.#variables.get(path);
    this.#variables.set(path, undefined);
    const values = this.#valuesOf(path);
    const [value] = values;
    if (value === undefined || values.length > 1) return undefined;
    const text = this.readText(value, depth + 1);
    this.#variables.set(path, text);
    return text;
  }

  #readOperation(
    value: Extract<PythonValue, { kind: 'operation' }>,
    unknown: PythonText,
    depth: number,
  ): PythonText {
    const { operators, operands } = value;
    const [first, second] = operands;
    if (operators.every((operator) => operator === '+'))
      return this.#join(operands, unknown, depth);
    if (operators.every((operator) => operator === 'or') && first !== undefined) {
      const left = this.readText(first, depth + 1);
      if (left.text !== undefined || second === undefined) return left;
      const right = this.readText(second, depth + 1);
      return { ...right, variable: left.variable, isKnown: false };
    }
    if (operators[0] === '%' && first?.kind === 'text') {
      return { ...unknown, text: first.text, at: first.at };
    }
    return unknown;
  }

  #join(parts: readonly (string | PythonValue)[], unknown: PythonText, depth: number): PythonText {
    const texts = parts.map((part) =>
      typeof part === 'string'
        ? { ...unknown, text: part, isKnown: true }
        : this.readText(part, depth + 1),
    );
    const isKnown = texts.every((text) => text.isKnown);
    const known = texts.filter(({ text }) => text !== undefined && text !== '');
    if (known.length === 0) return { ...unknown, text: isKnown ? '' : undefined, isKnown };
    return {
      text: texts.map(({ text }) => text ?? '{…}').join(''),
      isKnown,
      variable: texts.find(({ variable }) => variable !== undefined)?.variable,
      at: unknown.at,
    };
  }

  /** `os.environ["A"]`, `os.getenv("A", "default")`; `str(…)` and `int(…)` around a value change nothing. */
  #readEnvironment(
    value: Extract<PythonValue, { kind: 'call' | 'subscript' }>,
    depth: number,
  ): PythonText | undefined {
    if (value.kind === 'subscript') {
      if (value.index?.kind !== 'text' || this.findName(value.base) !== 'os.environ')
        return undefined;
      return { text: undefined, isKnown: false, variable: value.index.text, at: value.at };
    }
    const name = this.findName(value.callee) ?? '';
    const [first] = value.args;
    if (/^(?:str|int|float|pathlib\.Path)$/.test(name) && first !== undefined) {
      return this.readText(first, depth + 1);
    }
    if (!isEnvironmentGetter(name) || first?.kind !== 'text') return undefined;
    const fallback = findFallback(value);
    const text = fallback === undefined ? undefined : this.readText(fallback, depth + 1);
    return {
      text: text?.text,
      isKnown: false,
      variable: first.text,
      at: text?.text === undefined ? value.at : text.at,
    };
  }
}

export function isEnvironmentGetter(name: string): boolean {
  return (
    name === 'os.getenv' ||
    name === 'os.environ.get' ||
    name === 'os.environ.pop' ||
    name === 'os.environ.setdefault' ||
    name === 'decouple.config'
  );
}

/** The default of a call that reads an environment variable; `None` is none. */
export function findFallback({ args, keywords }: PythonCall): PythonValue | undefined {
  const value = args[1] ?? keywords.find(({ name }) => name === 'default')?.value;
  return value?.kind === 'name' && value.path === 'None' ? undefined : value;
}
