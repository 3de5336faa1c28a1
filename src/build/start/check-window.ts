import type { Page } from 'playwright-core';
import { viewContainer, views } from '../../client/manifest/views.data.ts';
import { launchChromium } from '../services/chromium.ts';

export interface Expectations {
  /** Each has a row in the view Services. */
  readonly services: readonly string[];
  /** Each stands in the Problems view. */
  readonly messages: readonly string[];
}

const PATIENCE_MILLISECONDS = 60_000;

/** Opens a window headless and returns what is not as it should be, one sentence each. */
export async function checkWindow(
  url: string,
  { services, messages }: Expectations,
): Promise<readonly string[]> {
  const browser = await launchChromium();
  try {
    // Tall enough for all rows: a list draws only what is in sight.
    const page = await browser.newPage({
      viewport: { width: 1280, height: 1600 },
      locale: 'en-US',
    });
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    await page.goto(url);
    await page.locator(`.activitybar a[aria-label^="${viewContainer.title}"]`).click();
    const complaints: string[] = [];
    for (const { id, name } of views) {
      const expected = id === 'drydock.services' ? services : [];
      // Volumes need an engine, which this check does without.
      if (id !== 'drydock.volumes') complaints.push(...(await checkView(page, name, expected)));
    }
    await page.keyboard.press('Control+Shift+M');
    const missing = await waitForTexts(page, '.markers-panel .monaco-list-row', messages);
    return [...complaints, ...missing.map((text) => `The Problems view lacks: ${text}`)];
  } finally {
    await browser.close();
  }
}

async function checkView(
  page: Page,
  name: string,
  expected: readonly string[],
): Promise<readonly string[]> {
  const pane = `.pane:has(.pane-header[aria-label^="${name}"])`;
  const header = page.locator(`${pane} .pane-header`).first();
  if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  const rows = `${pane} .monaco-list-row`;
  const appeared = await page
    .locator(rows)
    .first()
    .waitFor()
    .then(
      () => true,
      () => false,
    );
  if (!appeared) return [`The view ${name} has no row.`];
  const missing = await waitForTexts(page, rows, expected);
  return missing.map((text) => `The view ${name} has no row "${text}".`);
}

/** Waits until each text is in some row and returns those that never were. */
async function waitForTexts(
  page: Page,
  rows: string,
  expected: readonly string[],
): Promise<readonly string[]> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const shown = (await page.locator(rows).allInnerTexts()).map(toPlain);
    const missing = expected.filter((text) => !shown.some((row) => row.includes(toPlain(text))));
    if (missing.length === 0 || Date.now() > deadline) return missing;
    await page.waitForTimeout(100);
  }
}

/** Rows are drawn with no-break spaces. */
function toPlain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
