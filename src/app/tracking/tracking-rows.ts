import type { Page } from '../../ports/tracking-store.ts';
import { noticeRow } from '../notices.ts';
import type { ViewNode } from '../view-node.ts';
import { toFailure, toFailureSentence } from './failure-sentence.ts';

/** What a click on a failure does: everything is asked anew. */
const retryCommand = 'drydock.view.refresh';

/** Rows of something that may fail: its failure becomes a row, an abort goes on to the caller. */
export async function rowsOrNotice(
  id: string,
  signal: AbortSignal,
  load: () => Promise<readonly ViewNode[]>,
): Promise<readonly ViewNode[]> {
  try {
    return await load();
  } catch (cause) {
    if (signal.aborted) throw cause;
    return [failureRow(id, cause)];
  }
}

/** A row that says in one sentence what is wrong; the details stand in its tooltip. */
function failureRow(id: string, cause: unknown): ViewNode {
  const failure = toFailure(cause);
  return noticeRow({
    id: `${id}:${failure}`,
    label: toFailureSentence(failure),
    tooltip: cause instanceof Error ? toTooltip(cause.message) : '',
    icon: 'warning',
    tone: 'bad',
    command: retryCommand,
    context: `tracking-${failure}`,
  });
}

export interface PagedRows<Item> {
  /** Id of the row that these rows are below. */
  readonly id: string;
  readonly empty: string;
  fetch(pageToken: string | undefined, signal: AbortSignal): Promise<Page<Item>>;
  toRows(items: readonly Item[]): readonly ViewNode[];
}

/** One page of rows; the next one opens below a last row. `pageToken` is that of the page wanted. */
export async function pagedRows<Item>(
  paged: PagedRows<Item>,
  signal: AbortSignal,
  pageToken?: string,
): Promise<readonly ViewNode[]> {
  return rowsOrNotice(paged.id, signal, async () => {
    const { items, nextPageToken } = await paged.fetch(pageToken, signal);
    const rows = paged.toRows(items);
    if (nextPageToken === undefined || nextPageToken === pageToken) {
      const isEmpty = rows.length === 0 && pageToken === undefined;
      return isEmpty ? [noticeRow({ id: `${paged.id}:empty`, label: paged.empty })] : rows;
    }
    return [...rows, moreRow(paged, nextPageToken)];
  });
}

function moreRow<Item>(paged: PagedRows<Item>, pageToken: string): ViewNode {
  return {
    id: `more:${paged.id}:${pageToken}`,
    kind: 'more',
    label: 'Load more',
    icon: 'ellipsis',
    tone: 'muted',
    context: ['more'],
    children: (signal) => pagedRows(paged, signal, pageToken),
  };
}

function toTooltip(message: string): string {
  return message.slice(0, 500);
}
