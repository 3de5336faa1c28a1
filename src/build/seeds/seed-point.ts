/** What shows that Drydock knows a point: something that a test holds. */
export type Evidence =
  /** A rule, by the first of its bad examples or by the one named. */
  | { readonly kind: 'rule'; readonly id: string; readonly example?: string }
  /** A hover: `dockerfile NAME`, `compose PATH`, or `command WORDS`. */
  | { readonly kind: 'hover'; readonly word: string }
  /** A sentence of "Why Did It Stop?". */
  | { readonly kind: 'symptom'; readonly id: string }
  /** A view, a command, a template. */
  | { readonly kind: 'feature'; readonly file: string; readonly title: string }
  /** Not there yet. */
  | { readonly kind: 'planned'; readonly under: string };

/** One thing that a founding document tells. */
export interface SeedPoint {
  readonly point: string;
  /** `yes`, or `aged: …` and `no: …` with what has changed. */
  readonly today: string;
  /** What Drydock does, as far as the evidence does not say it. */
  readonly does: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

export interface SeedDocument {
  readonly name: string;
  readonly about: string;
  readonly points: readonly SeedPoint[];
}

interface Note {
  readonly today?: string;
  readonly does?: string;
  readonly example?: string;
}

/** A point that rules hold. */
export function ruled(point: string, ids: string, note: Note = {}): SeedPoint {
  const [first = '', ...others] = ids.split(' ');
  const example = note.example === undefined ? {} : { example: note.example };
  const rest = others.map((id): Evidence => ({ kind: 'rule', id }));
  return toPoint(point, [{ kind: 'rule', id: first, ...example }, ...rest], note);
}

/** A point that words of the editor explain, divided by commas. */
export function explained(point: string, words: string, note: Note = {}): SeedPoint {
  const [first = '', ...others] = words.split(', ');
  const rest = others.map((word): Evidence => ({ kind: 'hover', word }));
  return toPoint(point, [{ kind: 'hover', word: first }, ...rest], note);
}

/** A point about a failure that "Why Did It Stop?" names. */
export function told(point: string, id: string, note: Note = {}): SeedPoint {
  return toPoint(point, [{ kind: 'symptom', id }], note);
}

/** A point that a view, a command or a template takes care of. */
export function done(
  point: string,
  does: string,
  [file, title]: readonly [file: string, title: string],
  today = 'yes',
): SeedPoint {
  return toPoint(point, [{ kind: 'feature', file: `test/${file}`, title }], { does, today });
}

export function planned(point: string, under: string, does: string): SeedPoint {
  return toPoint(point, [{ kind: 'planned', under }], { does });
}

function toPoint(
  point: string,
  evidence: SeedPoint['evidence'],
  { today = 'yes', does = '' }: Note,
): SeedPoint {
  return { point, today, does, evidence };
}
