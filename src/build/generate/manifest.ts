import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, getCommand, isCommandId } from '../../client/manifest/commands.data.ts';
import { grammars } from '../../client/manifest/languages.data.ts';
import { rowMenus, titleMenus, type RowMenuEntry } from '../../client/manifest/menus.data.ts';
import { settings, type SettingEntry } from '../../client/manifest/settings.data.ts';
import {
  viewContainer,
  views,
  welcomes,
  type WelcomeEntry,
} from '../../client/manifest/views.data.ts';
import { walkthrough, walkthroughSteps } from '../../client/manifest/walkthrough.data.ts';
import { repositoryRoot } from '../repository.ts';
import type { GeneratedFile } from './generated-file.ts';

/** The extension's part of `package.json`, and the English texts it names. Other fields of the package stay as they are. */
export async function generateManifest(): Promise<readonly GeneratedFile[]> {
  const texts = new Map<string, string>();
  const manifest = toManifest((key, text) => {
    const known = texts.get(key);
    if (known !== undefined && known !== text) throw new Error(`Two texts for ${key}`);
    texts.set(key, text);
    return `%${key}%`;
  });
  const present = await readFile(join(repositoryRoot, 'package.json'), 'utf8');
  const fields = JSON.parse(present) as Record<string, unknown>;
  const nls = Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return [
    { path: 'package.json', text: toJson({ ...fields, ...manifest }) },
    { path: 'package.nls.json', text: toJson(nls) },
  ];
}

/** Notes an English text under its key and gives what stands in its place. */
type Localize = (key: string, text: string) => string;

function toManifest(localize: Localize): Record<string, unknown> {
  return {
    main: './dist/extension.js',
    extensionKind: ['workspace'],
    activationEvents: toActivationEvents(),
    capabilities: toCapabilities(localize),
    contributes: {
      commands: toCommands(localize),
      viewsContainers: {
        activitybar: [
          {
            id: viewContainer.id,
            title: localize('container.title', viewContainer.title),
            icon: viewContainer.icon,
          },
        ],
      },
      views: {
        [viewContainer.id]: views.map(({ id, name, icon }) => ({
          id,
          name: localize(`view.${id}`, name),
          icon,
          contextualTitle: localize('container.title', viewContainer.title),
        })),
      },
      viewsWelcome: welcomes.map((entry) => toWelcome(entry, localize)),
      menus: toMenus(),
      configuration: toConfiguration(localize),
      grammars,
      walkthroughs: [toWalkthrough(localize)],
    },
  };
}

/** Views, commands and file systems activate by themselves; folders are searched only where the root holds none of the names. */
function toActivationEvents(): readonly string[] {
  const roots = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
  const anywhere = ['**/{compose,docker-compose}*.y{a,}ml', '**/Dockerfile*'];
  return [
    'onLanguage:dockerfile',
    'onLanguage:dockercompose',
    ...[...roots, 'Dockerfile', ...anywhere].map((name) => `workspaceContains:${name}`),
    'onFileSystem:drydock-volume',
    'onFileSystem:drydock-artifact',
  ];
}

function toCapabilities(localize: Localize): object {
  const entries: readonly (readonly [string, SettingEntry])[] = Object.entries(settings);
  return {
    untrustedWorkspaces: {
      supported: 'limited',
      description: localize(
        'trust.description',
        'Files are read and linted; no program is started, no engine and no server is asked.',
      ),
      restrictedConfigurations: entries
        .filter(([, { restricted }]) => restricted === true)
        .map(([id]) => `drydock.${id}`),
    },
    virtualWorkspaces: {
      supported: 'limited',
      description: localize(
        'virtual.description',
        'Only folders on a disk are linted and shown; Drydock needs their files where it runs.',
      ),
    },
  };
}

function toCommands(localize: Localize): readonly object[] {
  return Object.keys(commands)
    .filter(isCommandId)
    .map((id) => {
      const { title, icon, enablement } = getCommand(id);
      return {
        command: id,
        category: localize('container.title', viewContainer.title),
        title: localize(`command.${id}`, title),
        ...(icon === undefined ? {} : { icon: `$(${icon})` }),
        ...(enablement === undefined ? {} : { enablement }),
      };
    });
}

function toWelcome({ key, view, when, text, button }: WelcomeEntry, localize: Localize): object {
  // A value is looked up only when it is one whole key, so text and button share one.
  const lines =
    button === undefined ? [text] : [text, `[${button.label}](command:${button.command})`];
  const contents = localize(`welcome.${view}.${key}`, lines.join('\n'));
  return { view, when, contents };
}

function toMenus(): Readonly<Record<string, readonly object[]>> {
  const ids = Object.keys(commands).filter(isCommandId);
  return {
    commandPalette: ids.flatMap((id) => {
      const { palette } = getCommand(id);
      if (palette === undefined) return [];
      return [{ command: id, when: palette === 'never' ? 'false' : palette }];
    }),
    'view/title': titleMenus.map(({ command, view, group }) => ({
      command,
      when: `view == ${view}`,
      group,
    })),
    'view/item/context': rowMenus.map((entry) => ({
      command: entry.command,
      when: toRowClause(entry),
      group: entry.group,
    })),
  };
}

function toRowClause({ words, without = [] }: RowMenuEntry): string {
  const has = words.map((word) => `viewItem =~ /(^|;)${word}(;|$)/`);
  const hasNot = without.map((word) => `!(viewItem =~ /(^|;)${word}(;|$)/)`);
  return ['view =~ /^drydock\\./', ...has, ...hasNot].join(' && ');
}

function toWalkthrough(localize: Localize): object {
  const { id, title, description } = walkthrough;
  return {
    id,
    title: localize('walkthrough.title', title),
    description: localize('walkthrough.description', description),
    steps: walkthroughSteps.map((step) => ({
      id: step.id,
      title: localize(`walkthrough.${step.id}.title`, step.title),
      description: localize(
        `walkthrough.${step.id}.description`,
        `${step.text}\n[${step.button.label}](command:${step.button.command})`,
      ),
      media: {
        svg: step.picture.path,
        altText: localize(`walkthrough.${step.id}.picture`, step.picture.alt),
      },
      completionEvents: [toCompletionEvent(step.button.command)],
    })),
  };
}

function toCompletionEvent(command: string): string {
  return isCommandId(command) ? `onCommand:${command}` : 'onView:drydock.services';
}

function toConfiguration(localize: Localize): object {
  const entries: readonly (readonly [string, SettingEntry])[] = Object.entries(settings);
  const properties = entries.map(([id, entry], order) => [
    `drydock.${id}`,
    {
      type: entry.type,
      default: entry.default,
      scope: entry.scope,
      order,
      markdownDescription: localize(`setting.${id}`, entry.description),
      ...(entry.values === undefined
        ? {}
        : {
            enum: entry.values.map(({ value }) => value),
            enumDescriptions: entry.values.map(({ value, description }) =>
              localize(`setting.${id}.${value}`, description),
            ),
          }),
      ...entry.schema,
    },
  ]);
  return {
    title: localize('container.title', viewContainer.title),
    properties: Object.fromEntries(properties) as unknown,
  };
}

function toJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
