import type { CacheKind, ProjectCache } from '../model/project-cache.ts';
import type { Dockerfile, StageInstruction } from '../model/project.ts';
import type { Rule } from '../rulekit/define-rule.ts';

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
  #toKey({ instruction, script, isTrigger }: StageInstruction): string | undefined {
    const { tree, inline } = this.#dockerfile;
    const { at, isOpen, emptyLines } = instruction;
    if (inline !== undefined || isOpen || emptyLines.length > 0) return undefined;
    const kind = `${tree.escape}${script === undefined ? 'd' : 's'}${isTrigger === true ? 't' : ''}`;
    return `${kind}:${tree.text.slice(at.start, at.end)}`;
  }
}

const ownFields: ReadonlySet<PropertyKey> = new Set([
  'instruction',
  'script',
  'copy',
  'isTrigger',
] satisfies (keyof StageInstruction)[]);

/** Notices whether somebody looks at more of an instruction than its own words. */
export class Witness {
  hasMore = false;

  watchItem(item: StageInstruction): StageInstruction {
    return this.#watch(item, ownFields);
  }

  watchAll<Value extends object>(value: Value): Value {
    return this.#watch(value, new Set());
  }

  #watch<Value extends object>(value: Value, allowed: ReadonlySet<PropertyKey>): Value {
    return new Proxy(value, {
      get: (target, name): unknown => {
        this.hasMore ||= !allowed.has(name);
        return Reflect.get(target, name);
      },
      has: (target, name) => {
        this.hasMore ||= !allowed.has(name);
        return Reflect.has(target, name);
      },
      ownKeys: (target) => {
        this.hasMore = true;
        return Reflect.ownKeys(target);
      },
    });
  }
}
