import type { Tone, ViewNode } from '../../app/view-node.ts';

/** What a tree item shows, as plain data: everything about it that can be wrong is decided here. */
export interface TreeRow {
  readonly id: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly tooltip: string | undefined;
  readonly icon: string;
  /** Id of a theme color. */
  readonly color: string | undefined;
  /** What a screen reader says. */
  readonly spoken: string;
  /** Words joined and enclosed by `;`, so that a `when` clause can match a whole word. */
  readonly contextValue: string;
  readonly state: 'leaf' | 'collapsed' | 'expanded';
  readonly command: string | undefined;
}

const colors: Readonly<Record<Tone, string | undefined>> = {
  good: 'testing.iconPassed',
  busy: 'charts.blue',
  bad: 'testing.iconFailed',
  muted: 'disabledForeground',
  plain: undefined,
};

export function toTreeRow(node: ViewNode): TreeRow {
  const { id, label, detail, tooltip, icon, tone = 'plain', spoken, context, command } = node;
  return {
    id,
    label,
    description: detail,
    tooltip,
    icon,
    color: colors[tone],
    spoken: spoken ?? [label, detail].filter(Boolean).join(', '),
    contextValue: context.join(';'),
    state: node.children === undefined ? 'leaf' : node.expanded === true ? 'expanded' : 'collapsed',
    command,
  };
}
