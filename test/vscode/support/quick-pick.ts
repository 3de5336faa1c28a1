import type { Page } from './page.ts';

/** Chooses an entry of the open quick pick by its text. */
export async function choose(page: Page, title: string, entry: string): Promise<void> {
  await page.waitFor('.quick-input-widget', { hasText: title, timeout: 30_000 });
  await page.click('.quick-input-widget .monaco-list-row .label-name', {
    hasText: entry,
    timeout: 30_000,
  });
}
