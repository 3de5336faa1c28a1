import type { SQLInputValue } from 'node:sqlite';
import type { Comparison, RunOrder } from '../search/run-search.ts';
import type { Schema } from './schema.ts';

export interface FilterSql {
  /** Conditions on the alias `run`, each with its AND. */
  readonly conditions: string;
  readonly parameters: readonly SQLInputValue[];
}

export interface OrderSql {
  readonly joins: string;
  readonly joinParameters: readonly SQLInputValue[];
  /** Terms with their commas, to stand before the last ones. */
  readonly terms: string;
}

const attributeColumns: ReadonlyMap<string, string> = new Map([
  ['run_id', 'run.run_uuid'],
  ['run_name', 'run.name'],
  ['status', 'run.status'],
  ['user_id', 'run.user_id'],
  ['artifact_uri', 'run.artifact_uri'],
  ['start_time', 'run.start_time'],
  ['end_time', 'run.end_time'],
]);

const tables = { metric: 'latest_metrics', param: 'params', tag: 'tags' } as const;

const datasetColumns: ReadonlyMap<string, string> = new Map([
  ['name', 'dataset.name'],
  ['digest', 'dataset.digest'],
  ['context', 'tag.value'],
]);

/** Conditions by EXISTS: each is answered by the primary key (key, run) for the runs that are left. */
export function toFilterSql(comparisons: readonly Comparison[], schema: Schema): FilterSql {
  const parts = comparisons.map((comparison) => toCondition(comparison, schema));
  return {
    conditions: parts.map(({ conditions }) => `AND ${conditions}`).join(' '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function toCondition(comparison: Comparison, schema: Schema): FilterSql {
  const { entity, key } = comparison;
  if (entity === 'attribute') return compare(attributeColumns.get(key) ?? 'NULL', comparison);
  if (entity === 'dataset') return toDatasetCondition(comparison, schema);
  const isNull = comparison.operator === 'IS NULL';
  const isTest = isNull || comparison.operator === 'IS NOT NULL';
  const test = isTest ? { conditions: '1', parameters: [] } : compare('found.value', comparison);
  const notNan = entity === 'metric' ? 'AND found.is_nan = 0' : '';
  return {
    conditions: `${isNull ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${tables[entity]} found
      WHERE found.key = ? AND found.run_uuid = run.run_uuid ${notNan} AND ${test.conditions})`,
    parameters: [key, ...test.parameters],
  };
}

function toDatasetCondition(comparison: Comparison, schema: Schema): FilterSql {
  if (!schema.hasTable('datasets')) return { conditions: '0', parameters: [] };
  const test = compare(datasetColumns.get(comparison.key) ?? 'NULL', comparison);
  return {
    conditions: `EXISTS (SELECT 1 FROM inputs input
      JOIN datasets dataset ON dataset.dataset_uuid = input.source_id
      LEFT JOIN input_tags tag ON tag.input_uuid = input.input_uuid AND tag.name = 'mlflow.data.context'
      WHERE input.source_type = 'DATASET' AND input.destination_type = 'RUN'
        AND input.destination_id = run.run_uuid AND ${test.conditions})`,
    parameters: test.parameters,
  };
}

function compare(column: string, { operator, values }: Comparison): FilterSql {
  switch (operator) {
    case 'IN':
    case 'NOT IN':
      return {
        conditions: `${column} ${operator} (${values.map(() => '?').join(', ')})`,
        parameters: values,
      };
    case 'ILIKE':
      return { conditions: `lower(${column}) LIKE lower(?)`, parameters: values };
    default:
      return { conditions: `${column} ${operator} ?`, parameters: values };
  }
}

/** Numbers and text first, then NaN, then what is missing, whichever the direction. */
export function toOrderSql(orders: readonly RunOrder[]): OrderSql {
  const parts = orders.map(({ entity, key, ascending }, index) => {
    const direction = ascending ? 'ASC' : 'DESC';
    if (entity === 'attribute') {
      const column = attributeColumns.get(key) ?? 'NULL';
      return { join: '', key: undefined, terms: `${column} IS NULL, ${column} ${direction},` };
    }
    const alias = `order${index}`;
    const nan = entity === 'metric' ? `${alias}.is_nan,` : '';
    return {
      join: `LEFT JOIN ${tables[entity]} ${alias} ON ${alias}.key = ? AND ${alias}.run_uuid = run.run_uuid`,
      key,
      terms: `${alias}.value IS NULL, ${nan} ${alias}.value ${direction},`,
    };
  });
  return {
    joins: parts.map(({ join }) => join).join(' '),
    joinParameters: parts.flatMap(({ key }) => (key === undefined ? [] : [key])),
    terms: parts.map(({ terms }) => terms).join(' '),
  };
}
