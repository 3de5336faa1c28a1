import { suite, test } from 'mocha';
import { openPage } from './support/page.ts';
import { openSidebar } from './support/sidebar.ts';

suite('In a window without a folder', () => {
  const page = openPage();

  test('the view asks for one', async () => {
    await openSidebar(page).show();
    await page.waitFor('.pane:has(.pane-header[aria-label^="Services"])', {
      hasText: 'Open a folder to see its services.',
    });
    await page.screenshot('no-folder');
  });
});
