import { afterAll, beforeAll, expect, it } from 'vitest';
import { startVscodeServer, type VscodeServer } from '../../../src/build/services/vscode-server.ts';

let server: VscodeServer | undefined;

beforeAll(async () => {
  server = await startVscodeServer({ asksForTrust: false });
});

afterAll(async () => {
  await server?.stop();
});

it('VS Code’s server opens a window for its printed address, and for none without the token', async () => {
  const url = new URL(server?.windowUrl({ folder: '/', developmentFolders: [] }) ?? '');
  expect(await fetchStatus(url)).toBeLessThan(400);
  const token = url.searchParams.get('tkn') ?? '';
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  url.searchParams.set('tkn', token.replace(/^./, 'x'));
  expect(await fetchStatus(url)).toBe(403);
  url.searchParams.delete('tkn');
  expect(await fetchStatus(url)).toBe(403);
});

async function fetchStatus(url: URL): Promise<number> {
  const signal = AbortSignal.timeout(30_000);
  const answer = await fetch(url, { redirect: 'manual', signal });
  await answer.body?.cancel();
  return answer.status;
}
