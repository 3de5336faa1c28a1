import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unusedFeatures } from '../../../src/client/lint/unused-features.data.ts';
import { toServerCapabilities } from '../../../src/server/capabilities.ts';

// Without its part for that, the client does not say that it could pull findings.
const announced = toServerCapabilities({
  canPull: false,
  canRefresh: true,
  canConfigure: true,
  canWatch: true,
  hasFolders: true,
});
const names = new Set([...Object.keys(announced), ...Object.keys(announced.workspace ?? {})]);

it.each(Object.entries(unusedFeatures))(
  'the part %s of the language client is left out only while %s is not announced',
  (module, capability) => {
    expect(names).not.toContain(capability);
    expect(existsSync(`node_modules/vscode-languageclient/lib/common/${module}.js`)).toBe(true);
  },
);
