import { TrackingError } from '../../../ports/tracking-store.ts';
import { toSearchKey } from './parse-run-filter.ts';
import type { RunOrder } from './run-search.ts';
import { readSearchTokens } from './search-tokens.ts';

/** MLflow's order clauses, such as `metrics.loss DESC`. Fails with `bad-query`. */
export function parseRunOrder(clauses: readonly string[]): readonly RunOrder[] {
  return clauses.map((clause) => {
    const [key, direction, ...rest] = readSearchTokens(clause);
    const word = direction?.text.toUpperCase() ?? 'ASC';
    if (key === undefined || rest.length > 0 || (word !== 'ASC' && word !== 'DESC')) {
      throw new TrackingError('bad-query', `"${clause}" is no order.`);
    }
    const { entity, key: name } = toSearchKey(key.text);
    if (entity === 'dataset')
      throw new TrackingError('bad-query', 'Runs have no order by dataset.');
    return { entity, key: name, ascending: word === 'ASC' };
  });
}
