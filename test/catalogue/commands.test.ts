import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateManifest } from '../../src/build/generate/manifest.ts';
import { treeCommands } from '../../src/app/tree-commands.data.ts';
import { commandTable } from '../../src/client/commands/table.ts';
import { commands, getCommand, isCommandId } from '../../src/client/manifest/commands.data.ts';
import { rowMenus, titleMenus } from '../../src/client/manifest/menus.data.ts';
import { views, welcomes } from '../../src/client/manifest/views.data.ts';

const ids = Object.keys(commands).filter(isCommandId);

async function readAll(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when: string }[]>
    >;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

const [manifestFile, textsFile] = await generateManifest();
const manifest = JSON.parse(manifestFile!.text) as Manifest;
const texts = JSON.parse(textsFile!.text) as Record<string, string>;

describe('every command', () => {
  it.each(ids)('%s has a handler that can be loaded', async (id) => {
    expect(await commandTable[id]()).toBeTypeOf('function');
  });

  it.each(ids)('%s has a title of its own in the manifest', (id) => {
    const declared = manifest.contributes.commands.find(({ command }) => command === id);
    expect(declared?.title).toBe(`%command.${id}%`);
    expect(texts[`command.${id}`]).toMatch(/^[A-Z]/);
  });

  it('is named by a test', async () => {
    const tests = (await Promise.all([readAll('test/client'), readAll('test/vscode')])).join('\n');
    expect(ids.filter((id) => !tests.includes(id))).toEqual([]);
  });

  it('that rows name is declared', () => {
    expect(Object.values(treeCommands).filter((id) => !isCommandId(id))).toEqual([]);
  });
});

describe('the palette', () => {
  it('hides the commands that act on a row only', () => {
    const hidden = (manifest.contributes.menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    expect(hidden.toSorted()).toEqual(
      ids.filter((id) => getCommand(id).palette === 'never').toSorted(),
    );
    expect(hidden).toContain('drydock.run.copyId');
  });
});

describe('menus', () => {
  it('ask for whole words of a row', () => {
    for (const { when } of manifest.contributes.menus['view/item/context'] ?? []) {
      expect(when).toMatch(/viewItem =~ \/\(\^\|;\)\w+\(;\|\$\)\//);
    }
    expect(rowMenus.length).toBeGreaterThan(0);
  });

  it('of a view’s title name views that are there', () => {
    const known = new Set(views.map(({ id }) => id));
    expect(titleMenus.every(({ view }) => known.has(view))).toBe(true);
  });

  it('show an icon only where the command has one', () => {
    const buttons = [...rowMenus, ...titleMenus].filter(({ group }) =>
      /^(?:inline|navigation)/.test(group),
    );
    expect(buttons.filter(({ command }) => getCommand(command).icon === undefined)).toEqual([]);
  });
});

describe('welcome texts', () => {
  it('are one for each view and reason', () => {
    const keys = welcomes.map(({ view, key }) => `${view} ${key}`);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('have their text and button under one key', () => {
    expect(texts['welcome.drydock.services.noCompose']).toMatch(
      /\n\[Create Compose File\]\(command:drydock\.compose\.create\)$/,
    );
  });
});

describe('settings', () => {
  it('that name a program or an address are restricted in workspaces without trust', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const naming = Object.keys(manifest.contributes.configuration.properties).filter((id) =>
      /host|path|stores|url|image/i.test(id),
    );
    expect(naming.filter((id) => !restricted.includes(id))).toEqual([]);
    expect(restricted).toContain('drydock.shell.toolboxImage');
  });
});
