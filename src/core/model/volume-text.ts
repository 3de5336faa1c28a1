/** The parts of a short volume such as `./data:/data:ro`, as offsets into its text. */
export interface VolumeText {
  readonly source: TextRange | undefined;
  readonly target: TextRange;
  readonly options: readonly string[];
}

export interface TextRange {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Splits at colons but for the one behind a single letter, which is taken for a Windows drive. */
export function parseVolumeText(text: string): VolumeText {
  const sections = text.length <= 2 ? [{ text, start: 0, end: text.length }] : splitVolume(text);
  const [first, second, third] = sections;
  const options = third?.text.split(',') ?? [];
  if (first === undefined || second === undefined) {
    return { source: undefined, target: first ?? { text: '', start: 0, end: 0 }, options };
  }
  return { source: first, target: second, options };
}

/** True where Compose takes a source for a path of the host and not for a volume's name. */
export function isHostPath(source: string): boolean {
  return /^[./~]/.test(source) || source.startsWith('\\\\') || /^[A-Za-z]:/.test(source);
}

function splitVolume(text: string): readonly TextRange[] {
  const sections: TextRange[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && text[at] !== ':') continue;
    const section = text.slice(start, at);
    if (at < text.length && /^[A-Za-z]$/.test(section)) continue;
    sections.push({ text: section, start, end: at });
    start = at + 1;
  }
  return sections;
}
