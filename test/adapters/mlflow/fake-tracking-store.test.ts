import { trackingStoreContract } from '../../contract/tracking-store.contract.ts';
import { createTideStore } from '../../support/tide-store.ts';

trackingStoreContract('The fake store', () =>
  Promise.resolve({ store: createTideStore(), close: () => Promise.resolve() }),
);
