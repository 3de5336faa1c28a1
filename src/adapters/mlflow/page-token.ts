import { TrackingError, type Page, type PageQuery } from '../../ports/tracking-store.ts';

/** Where a page begins, for stores whose tokens are our own. */
export function offsetOf(query: PageQuery): number {
  if (query.pageToken === undefined) return 0;
  const offset = Number(query.pageToken);
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw new TrackingError('bad-query', 'The page token is not one of ours.');
}

/** Makes a page of rows that were asked for with one more than the page holds. */
export function toPage<Item>(rows: readonly Item[], query: PageQuery): Page<Item> {
  if (rows.length <= query.pageSize) return { items: rows };
  const items = rows.slice(0, query.pageSize);
  return { items, nextPageToken: String(offsetOf(query) + query.pageSize) };
}

/** Cuts one page out of everything. */
export function slicePage<Item>(all: readonly Item[], query: PageQuery): Page<Item> {
  const offset = offsetOf(query);
  return toPage(all.slice(offset, offset + query.pageSize + 1), query);
}
