/** UTF-16 units kept of a text that grows; the oldest lines go first. */
const maxLength = 1_000_000;
/** Milliseconds between two drawings. */
const drawingPause = 150;

/** Draws a text as it grows, and once more when its pieces end, also where they end with an error; it is passed on. */
export async function drawGrowingText(
  pieces: AsyncIterable<string>,
  draw: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  try {
    for await (const piece of pieces) {
      text = cutOldest(text + piece);
      timer ??= setTimeout(() => {
        timer = undefined;
        draw(text);
      }, drawingPause);
    }
  } finally {
    clearTimeout(timer);
    // Whoever gave up does not look any more.
    if (!signal.aborted) draw(text);
  }
}

function cutOldest(text: string): string {
  if (text.length <= maxLength) return text;
  const cut = text.indexOf('\n', text.length - maxLength);
  return cut === -1 ? text.slice(-maxLength) : text.slice(cut + 1);
}
