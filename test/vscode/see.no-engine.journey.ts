import { suite, test } from 'mocha';
import { openPage } from './support/page.ts';
import { openSidebar } from './support/sidebar.ts';

suite('Without a container engine', () => {
  const page = openPage();
  const sidebar = openSidebar(page);

  test('the views show what the files declare, and say what is missing', async () => {
    await page.resize(1280, 1000);
    await sidebar.show();
    await sidebar.waitFor({ view: 'Services', text: 'container engine' });
    await sidebar.waitFor({ view: 'Services', text: 'train' });
    await sidebar.waitFor({ view: 'Volumes', text: 'mlflow-data' });
    await sidebar.waitFor({ view: 'MLflow', text: 'house-prices' });
    await page.screenshot('no-engine');
  });
});
