/** Asks again and again until the answer is neither false nor undefined; fails after the deadline with what was waited for. */
export async function waitUntil<Value>(
  what: string,
  probe: () => Value | undefined | false | PromiseLike<Value | undefined | false>,
  deadline = 20_000,
): Promise<Value> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${deadline} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
