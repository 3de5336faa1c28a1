/** A snippet as VS Code's files have it. */
export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** The text that a person gets who accepts every default. */
export function renderSnippet({ body }: Snippet): string {
  const text = body.join('\n');
  const defaults = new Map<string, string>([['0', '']]);
  for (const match of text.matchAll(/\$\{(\d+):([^}]*)\}/g)) {
    defaults.set(match[1] ?? '', match[2] ?? '');
  }
  return text
    .replaceAll(/(?<!\\)\$(?:\{(\d+):[^}]*\}|(\d+))/g, (_, braced?: string, plain?: string) => {
      return defaults.get(braced ?? plain ?? '') ?? '';
    })
    .replaceAll('\\$', '$');
}
