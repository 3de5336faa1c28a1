import { describe, expect, it } from 'vitest';
import { drawGrowingText } from '../../../src/client/documents/draw-growing-text.ts';

async function* say(...pieces: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield await Promise.resolve(piece);
  }
}

describe('a text that grows', () => {
  it('is drawn whole when it ends', async () => {
    const drawn: string[] = [];
    const { signal } = new AbortController();
    await drawGrowingText(say('one\n', 'two\n'), (text) => drawn.push(text), signal);
    expect(drawn).toEqual(['one\ntwo\n']);
  });

  it('is drawn whole also when its source breaks, and the error is passed on', async () => {
    const drawn: string[] = [];
    const { signal } = new AbortController();
    const pieces = say('one\n', 'last words\n', new Error('connection lost'));
    const drawing = drawGrowingText(pieces, (text) => drawn.push(text), signal);
    await expect(drawing).rejects.toThrow('connection lost');
    expect(drawn).toEqual(['one\nlast words\n']);
  });

  it('is not drawn any more after its page is closed', async () => {
    const drawn: string[] = [];
    await drawGrowingText(say('one\n'), (text) => drawn.push(text), AbortSignal.abort());
    expect(drawn).toEqual([]);
  });

  it('keeps the newest lines of a million units', async () => {
    const drawn: string[] = [];
    const { signal } = new AbortController();
    const line = `${'x'.repeat(99_999)}\n`;
    const pieces = say(...Array.from({ length: 12 }, () => line), 'end\n');
    await drawGrowingText(pieces, (text) => drawn.push(text), signal);
    expect(drawn.at(-1)).toBe(`${line.repeat(9)}end\n`);
  });
});
