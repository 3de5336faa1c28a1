import type { EngineFailure } from '../ports/engine-error.ts';
import type { EngineState } from './engine-state.ts';
import { inEnglish, type Localize } from './localize.ts';
import { treeCommands } from './tree-commands.data.ts';
import type { Tone, ViewNode } from './view-node.ts';

interface NoticeText {
  readonly id: string;
  readonly label: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly tone?: Tone;
  readonly command?: string;
  readonly context?: string;
}

/** A row that says why there is nothing to see, with one thing to do about it. */
export function noticeRow(text: NoticeText): ViewNode {
  return {
    id: `notice:${text.id}`,
    kind: 'notice',
    label: text.label,
    icon: text.icon ?? 'info',
    tone: text.tone ?? 'plain',
    context: ['notice', text.context ?? text.id],
    ...(text.tooltip === undefined ? {} : { tooltip: text.tooltip }),
    ...(text.command === undefined ? {} : { command: text.command }),
  };
}

/** What stands in the engine's place while it shows nothing; `undefined` while it is there or nobody looks. */
export function engineNotice(
  state: EngineState,
  trusted: boolean,
  localize: Localize = inEnglish,
): ViewNode | undefined {
  if (!trusted) {
    return noticeRow({
      id: 'untrusted',
      label: localize('Trust this workspace to see what runs'),
      tooltip: localize(
        'In a workspace that is not trusted, Drydock opens no connection and starts no program.',
      ),
      icon: 'workspace-untrusted',
      command: treeCommands.manageTrust,
    });
  }
  if (state.kind === 'connecting') {
    return noticeRow({
      id: 'connecting',
      label: localize('Looking for the container engine…'),
      icon: 'loading',
      tone: 'busy',
    });
  }
  if (state.kind !== 'unavailable') return undefined;
  return unavailableNotice(state.failure, state.message, localize);
}

function unavailableNotice(failure: EngineFailure, message: string, localize: Localize): ViewNode {
  const common = { tooltip: message, icon: 'debug-disconnect', tone: 'bad' } as const;
  switch (failure) {
    case 'not-installed': {
      return noticeRow({
        ...common,
        id: 'not-installed',
        label: localize('No container engine is installed: install Docker or Podman'),
        icon: 'cloud-download',
        tone: 'plain',
        command: treeCommands.installDocker,
      });
    }
    case 'unreachable': {
      return noticeRow({
        ...common,
        id: 'not-running',
        label: localize('The container engine is not running'),
        command: treeCommands.startEngine,
      });
    }
    case 'denied': {
      return noticeRow({
        ...common,
        id: 'no-permission',
        label: localize('You may not use the container engine'),
        icon: 'lock',
        command: treeCommands.fixPermission,
      });
    }
    default: {
      return noticeRow({
        ...common,
        id: 'unreachable',
        label: localize('The container engine cannot be reached: try again'),
        command: treeCommands.retryEngine,
      });
    }
  }
}
