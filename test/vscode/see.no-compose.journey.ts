import { suite, test } from 'mocha';
import { openPage } from './support/page.ts';
import { choose } from './support/quick-pick.ts';
import { openSidebar } from './support/sidebar.ts';

suite('In a folder without a compose file', () => {
  const page = openPage();
  const sidebar = openSidebar(page);

  test('the view offers to make one', async () => {
    await sidebar.show();
    const view = '.pane:has(.pane-header[aria-label^="Services"])';
    await page.waitFor(view, { hasText: 'compose file' });
    await page.screenshot('no-compose');
    await page.click(`${view} .monaco-button, ${view} .monaco-list-row`, { hasText: 'ompose' });
    await choose(page, 'Which service shall be added?', 'MLflow server');
    await page.press('Escape');
  });

  test('the MLflow view says where it looked', async () => {
    await page.waitFor('.pane:has(.pane-header[aria-label^="MLflow"])', {
      hasText: 'No MLflow store was found',
    });
  });
});
