import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unusedFeatures } from '../../src/server/unused-features.data.ts';

const library = 'node_modules/vscode-languageserver/lib/common';
const ours = globSync('src/server/**/*.ts').map((path) => readFileSync(path, 'utf8'));

it.each(unusedFeatures)(
  'the part %s of the protocol library is left out only while the server calls nothing of it',
  (module) => {
    const text = readFileSync(`${library}/${module}.js`, 'utf8');
    const members = [
      ...text.matchAll(/^\s+(?:get )?(\w+)\([^)]*\) \{$/gm),
      ...text.matchAll(/^\s+get (\w+)\(\) \{$/gm),
    ]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'constructor' && name !== '');
    expect(members).not.toHaveLength(0);
    for (const member of members) {
      const use = new RegExp(
        String.raw`connection\.(?:languages|workspace|window|notebooks)\.${member}\b`,
      );
      for (const source of ours) expect(source).not.toMatch(use);
    }
  },
);
