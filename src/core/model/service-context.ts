import type { Span } from '../base/span.ts';
import type { MappedText } from '../syntax/dockerfile-tree.ts';
import { evaluateInterpolation, parseInterpolation } from '../syntax/interpolation.ts';
import { mapScalar } from '../syntax/scalar-text.ts';
import type { MapValue, ScalarValue, Value } from '../syntax/value.ts';
import type { Dockerfile, DotenvFile, ScalarText, VariableOrigin } from './project.ts';
import type { ProjectTexts } from './project-texts.ts';

/** Stands for what nobody knows inside a text that is split at colons. */
const UNKNOWN = '\u0000';

/** What the readers of a service's keys need to know of the file set. */
export class ServiceContext {
  readonly #texts: ProjectTexts;
  readonly #folders: ReadonlyMap<string, string>;
  readonly #lookup: (name: string) => string | undefined;
  readonly #dockerfiles: ReadonlyMap<string, Dockerfile>;

  constructor(parts: {
    readonly texts: ProjectTexts;
    /** By file: where its relative paths start. */
    readonly folders: ReadonlyMap<string, string>;
    readonly variables: ReadonlyMap<string, VariableOrigin>;
    readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  }) {
    this.#texts = parts.texts;
    this.#folders = parts.folders;
    this.#lookup = (name) => parts.variables.get(name)?.value;
    this.#dockerfiles = parts.dockerfiles;
  }

  /** Undefined for anything but a scalar with a value. */
  readScalar(value: Value | undefined): ScalarText | undefined {
    if (value?.kind !== 'scalar' || value.data === null) return undefined;
    return this.interpolate(value);
  }

  interpolate(source: ScalarValue): ScalarText {
    const { text, at } = source;
    if (!text.includes('$')) return { text, at, source, isKnown: true };
    return { ...evaluateInterpolation(parseInterpolation(text), this.#lookup), source, at };
  }

  /** The text of a known scalar. */
  readText(value: Value | undefined): string | undefined {
    const scalar = this.readScalar(value);
    return scalar?.isKnown === true ? scalar.text : undefined;
  }

  /** The scalar with one character in place of each variable without a value, so that it can be split. */
  mask(source: ScalarValue): string {
    if (!source.text.includes('$')) return source.text;
    return parseInterpolation(source.text)
      .map((piece) => {
        const { text, isKnown } = evaluateInterpolation([piece], this.#lookup);
        return isKnown ? text : UNKNOWN;
      })
      .join('');
  }

  mapText(scalar: ScalarValue): MappedText {
    return mapScalar(scalar, this.#texts.textOf(scalar.at.file), this.#lookup).mapped;
  }

  /** The folder that relative paths written at a place start from. */
  folderAt(at: Span): string {
    return this.#folders.get(at.file) ?? '';
  }

  findDotenv(path: string): DotenvFile | undefined {
    return this.#texts.findDotenv(path);
  }

  findRawDotenv(path: string): DotenvFile | undefined {
    return this.#texts.findRawDotenv(path);
  }

  findDockerfile(path: string): Dockerfile | undefined {
    return this.#dockerfiles.get(path);
  }
}

export function hasUnknown(masked: string): boolean {
  return masked.includes(UNKNOWN);
}

export function findValue(map: MapValue, key: string): Value | undefined {
  return map.entries.get(key)?.value;
}

/** `true`, `yes` and the like, also in quotes. */
export function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && /^(?:true|yes|on|y|1)$/i.test(value.text);
}

export function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && /^(?:false|no|off|n|0)$/i.test(value.text);
}
