/** Where the program stands behind `sudo`, `env A=b`, `exec` and the like; the number of words where none does. */
export function skipWrappers(words: readonly string[]): number {
  let at = 0;
  for (;;) {
    const valued = wrappers.get(words[at] ?? '');
    if (valued === undefined) return at;
    at = skipOptions(words, at + 1, valued);
  }
}

/** Programs that start the program behind them, with those of their options that take a value. */
const wrappers: ReadonlyMap<string, readonly string[]> = new Map([
  ['sudo', ['-u', '-g', '-C', '-D', '-h', '-p', '-U']],
  ['env', ['-u', '-C', '-S']],
  ['exec', ['-a']],
  ['nohup', []],
  ['command', []],
  ['nice', ['-n']],
  ['time', []],
  ['tini', []],
  ['dumb-init', []],
  ['eatmydata', []],
]);

function skipOptions(words: readonly string[], start: number, valued: readonly string[]): number {
  let at = start;
  for (;;) {
    const text = words[at] ?? '';
    if (text === '--') return at + 1;
    if (valued.includes(text)) at += 2;
    else if (text.startsWith('-') || /^[A-Za-z_]\w*=/.test(text)) at += 1;
    else return at;
  }
}
