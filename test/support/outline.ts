import type { ViewNode } from '../../src/app/view-node.ts';

/** A tree as indented lines of what a person reads, for comparing at a glance. */
export async function outline(nodes: readonly ViewNode[], depth = 0): Promise<string> {
  const parts = await Promise.all(
    nodes.map(async (node) => {
      const children = (await node.children?.(AbortSignal.timeout(5_000))) ?? [];
      const line = `${'  '.repeat(depth)}${node.label}${node.detail === undefined ? '' : ` | ${node.detail}`}`;
      return `${line}\n${await outline(children, depth + 1)}`;
    }),
  );
  return parts.join('');
}

/** All nodes of a tree, parents first. */
export async function allNodes(nodes: readonly ViewNode[]): Promise<readonly ViewNode[]> {
  const parts = await Promise.all(
    nodes.map(async (node) => [
      node,
      ...(await allNodes((await node.children?.(AbortSignal.timeout(5_000))) ?? [])),
    ]),
  );
  return parts.flat();
}
