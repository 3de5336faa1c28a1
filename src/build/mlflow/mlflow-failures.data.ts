import type { MlflowFailure } from './mlflow-failure.ts';
import { reachFailures } from './reach-failures.data.ts';
import { storeFailures } from './store-failures.data.ts';

export const mlflowFailures: readonly MlflowFailure[] = [...reachFailures, ...storeFailures];
