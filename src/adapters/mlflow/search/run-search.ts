/** What a comparison of MLflow's filter grammar looks at. */
export type SearchEntity = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset';

export type SearchOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'LIKE'
  | 'ILIKE'
  | 'IN'
  | 'NOT IN'
  | 'IS NULL'
  | 'IS NOT NULL';

/** One of the comparisons that a filter joins by AND. */
export interface Comparison {
  readonly entity: SearchEntity;
  /** For attributes one of `searchAttributes`, for datasets `name`, `digest` or `context`. */
  readonly key: string;
  readonly operator: SearchOperator;
  /** One value, several for IN, none for IS NULL. Numbers where the left side is numeric, else text. */
  readonly values: readonly (string | number)[];
}

export interface RunOrder {
  readonly entity: Exclude<SearchEntity, 'dataset'>;
  readonly key: string;
  readonly ascending: boolean;
}

/** Attributes by the names that people may write, numeric ones marked. */
export const searchAttributes: ReadonlyMap<
  string,
  { readonly key: string; readonly numeric: boolean }
> = new Map([
  ['run_id', { key: 'run_id', numeric: false }],
  ['run_name', { key: 'run_name', numeric: false }],
  ['run name', { key: 'run_name', numeric: false }],
  ['status', { key: 'status', numeric: false }],
  ['user_id', { key: 'user_id', numeric: false }],
  ['artifact_uri', { key: 'artifact_uri', numeric: false }],
  ['start_time', { key: 'start_time', numeric: true }],
  ['created', { key: 'start_time', numeric: true }],
  ['end_time', { key: 'end_time', numeric: true }],
]);

/** Prefixes of keys by the names that people may write. */
export const searchPrefixes: ReadonlyMap<string, SearchEntity> = new Map([
  ['attribute', 'attribute'],
  ['attributes', 'attribute'],
  ['attr', 'attribute'],
  ['run', 'attribute'],
  ['metric', 'metric'],
  ['metrics', 'metric'],
  ['param', 'param'],
  ['params', 'param'],
  ['parameter', 'param'],
  ['parameters', 'param'],
  ['tag', 'tag'],
  ['tags', 'tag'],
  ['dataset', 'dataset'],
  ['datasets', 'dataset'],
]);
