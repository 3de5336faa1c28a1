import type { CacheKind, ProjectCache } from '../model/project-cache.ts';
import type { Dockerfile, StageInstruction } from '../model/project.ts';
import type { Rule } from '../rulekit/define-rule.ts';
import type { RuleContext } from '../rulekit/rule.ts';

/** From one lint of a Dockerfile to the next: by the words of an instruction, the rules that may speak about it. */
interface Memory {
  rules: readonly Rule[];
  speakers: Speakers;
}

/** Indexes of rules; undefined for words that were there only once: half a word is gone with the next keystroke. */
type Speakers = ReadonlyMap<string, readonly number[] | undefined>;

const memoryKind: CacheKind<Memory> = { parse: () => ({ rules: [], speakers: new Map() }) };

/**
 * Spares rules the instructions about which they certainly have nothing to say: a rule that was silent about the same words
 * before, and looked at nothing but them, is silent again. Most rules are that about most instructions at every keystroke.
 */
export class InstructionSilence {
  readonly #memory: Memory;
  readonly #rules: readonly Rule[];
  readonly #dockerfile: Dockerfile;
  /** Keyed by pieces of the present text, so that no earlier text is kept. */
  readonly #speakers = new Map<string, readonly number[] | undefined>();

  constructor(cache: ProjectCache, dockerfile: Dockerfile, rules: readonly Rule[]) {
    this.#memory = cache.read(memoryKind, dockerfile.path, '');
    this.#rules = rules;
    this.#dockerfile = dockerfile;
    const { rules: former } = this.#memory;
    if (former.length !== rules.length || former.some((rule, index) => rule !== rules[index])) {
      this.#memory.speakers = new Map();
    }
  }

  /** The rules to ask about an instruction. `findSpeakers` finds out; undefined stands for all of them. */
  choose(
    item: StageInstruction,
    findSpeakers: () => readonly number[],
  ): readonly number[] | undefined {
    const key = this.#toKey(item);
    if (key === undefined) return undefined;
    const former = this.#memory.speakers;
    const known = former.get(key) ?? this.#speakers.get(key);
    const speakers = known ?? (former.has(key) ? findSpeakers() : undefined);
    this.#speakers.set(key, speakers);
    return speakers;
  }

  /** To be called at the end of a lint; one that was given up leaves what was known. */
  keep(): void {
    this.#memory.rules = this.#rules;
    this.#memory.speakers = this.#speakers;
  }

  /** Everything that an instruction's own fields depend on; undefined where that is more than its words. */
  #toKey({ instruction, script, isTrigger, stage }: StageInstruction): string | undefined {
    const { tree, inline } = this.#dockerfile;
    const { at, isOpen, emptyLines } = instruction;
    if (inline !== undefined || isOpen || emptyLines.length > 0) return undefined;
    const kind = `${script === undefined ? 'd' : 's'}${isTrigger === true ? 't' : ''}`;
    const place = stage === undefined ? 'g' : '';
    return `${tree.escape}${kind}${place}:${tree.text.slice(at.start, at.end)}`;
  }
}

/** What may be looked at: a field that is the instruction's own, or an object that is always there, of which only so much may be. */
type Fields = ReadonlyMap<PropertyKey, Fields | 'own'>;

const nothing: Fields = new Map();
const globalItemFields: Fields = new Map<keyof StageInstruction, Fields | 'own'>([
  ['instruction', 'own'],
  ['script', 'own'],
  ['copy', 'own'],
  ['isTrigger', 'own'],
  ['variables', nothing],
  // The key tells whether there is one.
  ['stage', 'own'],
]);
const itemFields: Fields = new Map([...globalItemFields, ['stage', nothing]]);
const contextFields: Fields = new Map<keyof RuleContext<object>, Fields>([
  ['project', nothing],
  ['options', nothing],
  // The key has the escape character, which rules need to read words.
  ['dockerfile', new Map([['tree', new Map([['escape', 'own']])]])],
]);

/** Notices whether somebody looks at more of an instruction than its own words. To take an object in the hand is no look. */
export class Witness {
  hasMore = false;

  watchItem(item: StageInstruction): StageInstruction {
    return this.#watch(item, item.stage === undefined ? globalItemFields : itemFields);
  }

  watchContext<Context extends object>(context: Context): Context {
    return this.#watch(context, contextFields);
  }

  #watch<Value extends object>(value: Value, fields: Fields): Value {
    return new Proxy(value, {
      get: (target, name): unknown => {
        const found: unknown = Reflect.get(target, name);
        const field = fields.get(name);
        if (field === 'own') return found;
        if (field !== undefined && typeof found === 'object' && found !== null) {
          return this.#watch(found, field);
        }
        this.hasMore = true;
        return found;
      },
      has: (target, name) => {
        this.hasMore = true;
        return Reflect.has(target, name);
      },
      ownKeys: (target) => {
        this.hasMore = true;
        return Reflect.ownKeys(target);
      },
    });
  }
}
