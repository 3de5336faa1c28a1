import { TrackingError, type Page } from './tracking-store.ts';

/** Pages after which a walk gives up: a store that says more is broken or hostile. */
const maxPages = 10_000;

/** The items of all pages in one list. Fails with `protocol` when a page token comes back a second time. */
export async function collectPages<Item>(
  fetchPage: (pageToken: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  for (let count = 0; count < maxPages; count += 1) {
    const page = await fetchPage(token);
    for (const item of page.items) items.push(item);
    token = page.nextPageToken;
    if (token === undefined) return items;
    if (seen.has(token)) throw new TrackingError('protocol', 'A page token came back twice.');
    seen.add(token);
  }
  throw new TrackingError('too-large', `There are more than ${maxPages} pages.`);
}
