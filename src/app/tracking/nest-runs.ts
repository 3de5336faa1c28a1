import type { Run } from '../../ports/tracking-store.ts';

/** A run with the runs that name it as their parent. */
export interface NestedRun {
  readonly run: Run;
  readonly children: readonly NestedRun[];
}

/**
 * Puts nested runs below their parents and keeps the order otherwise. A run whose parent is not in the list, or is
 * its own descendant, stands at the top: none gets lost.
 */
export function nestRuns(runs: readonly Run[]): readonly NestedRun[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const unique = [...byId.values()];
  const parents = new Map(unique.map((run) => [run.id, findParent(run, byId)]));
  const childrenOf = Map.groupBy(unique, (run) => parents.get(run.id));
  const nest = (parentId: string | undefined): readonly NestedRun[] =>
    (childrenOf.get(parentId) ?? []).map((run) => ({ run, children: nest(run.id) }));
  return nest(undefined);
}

/** The depth limit keeps a hostile chain of parents from growing the call stack. */
const maxDepth = 50;

function findParent(run: Run, byId: ReadonlyMap<string, Run>): string | undefined {
  const seen = new Set([run.id]);
  let above = run.parentRunId;
  const parent = above !== undefined && byId.has(above) ? above : undefined;
  while (above !== undefined) {
    if (seen.has(above) || seen.size > maxDepth) return undefined;
    seen.add(above);
    above = byId.get(above)?.parentRunId;
  }
  return parent;
}
