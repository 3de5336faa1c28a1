import { describe, expect, it } from 'vitest';
import { discoverStores } from '../../../src/app/tracking/discover-stores.ts';
import { parseStoreLocation } from '../../../src/app/tracking/store-location.ts';

describe('The location of a store', () => {
  it.each([
    ['http://localhost:5000', { kind: 'server', url: 'http://localhost:5000/' }],
    ['https://ada:pw@host/mlflow?x#y', { kind: 'server', url: 'https://host/mlflow' }],
    ['sqlite:///mlflow.db', { kind: 'path', path: '/work/mlflow.db' }],
    ['sqlite:////data/mlflow.db', { kind: 'path', path: '/data/mlflow.db' }],
    ['sqlite:///../db/mlflow.db?timeout=5', { kind: 'path', path: '/db/mlflow.db' }],
    ['sqlite://', { kind: 'unsupported', scheme: 'sqlite' }],
    ['file:///data/ml%20runs', { kind: 'path', path: '/data/ml runs' }],
    ['file:./mlruns', { kind: 'path', path: '/work/mlruns' }],
    ['mlruns', { kind: 'path', path: '/work/mlruns' }],
    ['./a/../mlruns/', { kind: 'path', path: '/work/mlruns' }],
    ['/data/mlruns', { kind: 'path', path: '/data/mlruns' }],
    ['C:\\data\\mlflow.db', { kind: 'path', path: 'C:/data/mlflow.db' }],
    ['volume:ml_data', { kind: 'volume', name: 'ml_data', path: '' }],
    ['volume:ml_data/a/mlflow.db', { kind: 'volume', name: 'ml_data', path: 'a/mlflow.db' }],
    [
      'container:web-1:/srv/mlflow.db',
      { kind: 'container', container: 'web-1', path: '/srv/mlflow.db' },
    ],
    ['container:web-1', { kind: 'unsupported', scheme: 'container' }],
    ['postgresql+psycopg2://u:p@db/ml', { kind: 'unsupported', scheme: 'postgresql+psycopg2' }],
    ['databricks', { kind: 'path', path: '/work/databricks' }],
  ])('%s is understood', (text, location) => {
    expect(parseStoreLocation(text, '/work')).toEqual(location);
  });
});

describe('The stores of a workspace', () => {
  it('are found once each, with everything that points to them', () => {
    const hint = (text: string, origin: string) => ({ text, folder: '/work', origin });
    const stores = discoverStores([
      hint('http://127.0.0.1:5000', 'service mlflow'),
      hint('sqlite:///mlflow.db', '.env'),
      hint('mlflow.db', 'workspace'),
      hint('http://localhost:5000/', 'environment'),
      hint(' ', 'environment'),
      hint('postgresql://db/ml', 'service a'),
    ]);
    expect(stores.map(({ label, origins }) => [label, origins])).toEqual([
      ['127.0.0.1:5000', ['service mlflow', 'environment']],
      ['mlflow.db', ['.env', 'workspace']],
      ['postgresql:', ['service a']],
    ]);
    expect(new Set(stores.map(({ id }) => id)).size).toBe(3);
  });
});
