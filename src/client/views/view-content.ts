import type { ViewNode } from '../../app/view-node.ts';
import type { EmptyReason } from '../manifest/views.data.ts';

/** What fills a view: rows, or the reason why there are none, which chooses the welcome text. */
export interface ViewContent {
  readonly rows: readonly ViewNode[];
  readonly empty?: EmptyReason;
}

/** Notices that a view says better than a row while there is nothing else to show; the first one found counts. */
const reasons: readonly (readonly [notice: string, reason: EmptyReason])[] = [
  ['notice:no-compose-file', 'noCompose'],
  ['notice:untrusted', 'untrusted'],
  ['notice:not-installed', 'notInstalled'],
  ['notice:not-running', 'notRunning'],
  ['notice:no-permission', 'denied'],
  ['notice:no-volumes', 'nothing'],
];

/** Where a use case has nothing but notices, the view's welcome text takes their place. */
export function toViewContent(rows: readonly ViewNode[]): ViewContent {
  if (rows.some(({ kind }) => kind !== 'notice')) return { rows };
  const reason = reasons.find(([notice]) => rows.some(({ id }) => id === notice));
  return reason === undefined ? { rows } : { rows: [], empty: reason[1] };
}
