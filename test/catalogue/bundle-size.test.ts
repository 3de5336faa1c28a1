import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundleOptions } from '../../src/build/bundle.ts';
import { measureBundle, sizeBudget } from '../../src/build/bundle-sizes.ts';

const { metafile } = await build({ ...bundleOptions, write: false, metafile: true });
const sizes = measureBundle(metafile);

it.each(['activation', 'client', 'server'] as const)('keeps %s within its budget', (name) => {
  expect(sizes[name]).toBeGreaterThan(0);
  expect(sizes[name]).toBeLessThanOrEqual(sizeBudget[name]);
});
