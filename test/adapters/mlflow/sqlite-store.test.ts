import { copyFile, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { copyFileSync, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteTrackingStore } from '../../../src/adapters/mlflow/sqlite/sqlite-tracking-store.ts';
import { DiskFileStore } from '../../../src/adapters/node/disk-file-store.ts';
import { fileStates } from '../../support/file-states.ts';
import { workerUrl } from '../../support/tracking-opener.ts';

const sample = fileURLToPath(new URL('../../fixtures/projects/sample/mlflow.db', import.meta.url));
const { signal } = new AbortController();

describe('A SQLite store', () => {
  let folder: string;
  let file: string;
  let temporaryFolder: string;
  let store: SqliteTrackingStore;

  beforeEach(async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'drydock-sqlite-'));
    folder = path.join(root, 'project');
    temporaryFolder = path.join(root, 'private');
    await mkdir(folder);
    await mkdir(temporaryFolder);
    file = path.join(folder, 'mlflow.db');
    await copyFile(sample, file);
    store = openStore();
  });
  afterEach(async () => {
    await store.close();
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  const openStore = (timeLimit = 20_000) =>
    new SqliteTrackingStore({
      file,
      workerUrl,
      temporaryFolder,
      files: new DiskFileStore(),
      timeLimit,
    });
  const countRuns = async () => {
    const query = { experimentIds: ['1'], view: 'all' as const, pageSize: 50 };
    return (await store.runs(query, signal)).items.length;
  };
  const insertRun = (database: DatabaseSync, id: string) =>
    database.exec(
      `INSERT INTO runs (run_uuid, experiment_id, status, lifecycle_stage, start_time)
       VALUES ('${id}', 1, 'FINISHED', 'active', 1)`,
    );

  it('says which release wrote the database', async () => {
    expect(await store.describe(signal)).toEqual({
      kind: 'sqlite',
      location: file,
      version: '3.17',
      schema: 'dc11669786a5',
    });
  });

  it('leaves an ordinary database and its folder as they are', async () => {
    const before = await fileStates(folder);
    expect(await countRuns()).toBe(5);
    expect(await fileStates(folder)).toEqual(before);
    await store.close();
    expect(await fileStates(folder)).toEqual(before);
    expect(await readdir(temporaryFolder)).toEqual([]);
  });

  it('sees what a writer commits between two reads', async () => {
    expect(await countRuns()).toBe(5);
    const writer = new DatabaseSync(file);
    insertRun(writer, 'late');
    writer.close();
    expect(await countRuns()).toBe(6);
  });

  it('reads a database in WAL mode without making files beside it', async () => {
    const writer = new DatabaseSync(file);
    writer.exec('PRAGMA journal_mode = WAL');
    writer.close();
    expect(await readdir(folder)).toEqual(['mlflow.db']);
    const before = await fileStates(folder);
    expect(await countRuns()).toBe(5);
    await store.close();
    expect(await fileStates(folder)).toEqual(before);
    expect(await readdir(temporaryFolder)).toEqual([]);
  });

  it('sees commits that are only in the log of a live or crashed writer', async () => {
    const writer = new DatabaseSync(file);
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
    insertRun(writer, 'in-log');
    const before = await fileStates(folder);
    expect(Object.keys(before)).toContain('mlflow.db-wal');
    expect(await countRuns()).toBe(6);
    expect(await fileStates(folder)).toEqual(before);
    insertRun(writer, 'later');
    expect(await countRuns()).toBe(7);
    writer.close();
  });

  it('shows what was committed before a writer crashed, and leaves its journal alone', async () => {
    const crashed = path.join(folder, 'crashed.db');
    const writer = new DatabaseSync(file);
    // With so small a cache SQLite must write pages before the commit.
    writer.exec('PRAGMA cache_size = 5; BEGIN');
    for (let count = 0; count < 3000; count += 1) insertRun(writer, `uncommitted-${count}`);
    copyFileSync(file, crashed);
    copyFileSync(`${file}-journal`, `${crashed}-journal`);
    writer.exec('ROLLBACK');
    writer.close();
    await store.close();
    file = crashed;
    store = openStore();
    const before = await fileStates(folder);
    expect(await countRuns()).toBe(5);
    expect(await fileStates(folder)).toEqual(before);
  });

  it('says that a writer holds the database, and reads on when it is done', async () => {
    const writer = new DatabaseSync(file);
    writer.exec('BEGIN EXCLUSIVE');
    await expect(countRuns()).rejects.toMatchObject({ failure: 'locked' });
    writer.exec('COMMIT');
    expect(await countRuns()).toBe(5);
    writer.close();
  });

  it('runs no view that poses as a table', async () => {
    const writer = new DatabaseSync(file);
    writer.exec(`DROP TABLE tags; CREATE VIEW tags AS
      WITH RECURSIVE endless(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless)
      SELECT 'key' AS key, 'value' AS value, CAST(max(i) AS TEXT) AS run_uuid FROM endless`);
    writer.close();
    await expect(store.describe(signal)).rejects.toMatchObject({ failure: 'schema-incomplete' });
  });

  it('gives up at its deadline and starts anew', async () => {
    await store.close();
    store = openStore(1);
    await expect(store.describe(signal)).rejects.toMatchObject({ failure: 'deadline' });
    await store.close();
    store = openStore();
    expect(await countRuns()).toBe(5);
  });

  it('rejects with the reason of an abort while it reads, and answers the next question', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const asked = store.describe(controller.signal);
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(await countRuns()).toBe(5);
  });

  it.each([
    ['an empty file', async () => writeFile(file, ''), 'not-a-store'],
    ['a text', async () => writeFile(file, 'no database at all, only words'), 'not-a-store'],
    ['half a database', async () => truncate(file, 40_000), 'damaged'],
    ['nothing', async () => rm(file), 'not-found'],
  ])('says what is wrong with %s', async (_, spoil, failure) => {
    await spoil();
    await expect(store.describe(signal)).rejects.toMatchObject({ failure });
  });

  it.each([
    ['another program’s tables', 'CREATE TABLE notes (id)', 'not-a-store'],
    [
      'tables of a first start that crashed',
      'CREATE TABLE experiments (experiment_id)',
      'schema-incomplete',
    ],
    [
      'tables of a release that is not known yet',
      "CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('ffff')",
      'schema-too-new',
    ],
  ])('tells a database with %s apart', async (_, sql, failure) => {
    await rm(file);
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
    await expect(store.describe(signal)).rejects.toMatchObject({ failure });
  });

  it('reads integers that do not fit a number and values of the wrong type', async () => {
    const writer = new DatabaseSync(file);
    writer.exec(`UPDATE runs SET start_time = 9223372036854775807, name = x'00ff' WHERE experiment_id = 1;
      UPDATE latest_metrics SET value = 'much', step = 9007199254740993`);
    writer.close();
    expect(await countRuns()).toBe(5);
  });

  it('takes an experiment id for text and never for another experiment', async () => {
    const query = { view: 'all' as const, pageSize: 50 };
    for (const id of ['', 'abc', '1 OR 1=1', '99999999999999999999']) {
      const { items } = await store.runs({ ...query, experimentIds: [id] }, signal);
      expect(items).toEqual([]);
    }
  });

  it('follows no artifact path out of the folder of the store', async () => {
    const { items } = await store.runs(
      { experimentIds: ['1'], view: 'active', pageSize: 1 },
      signal,
    );
    const runId = items[0]?.id ?? '';
    const writer = new DatabaseSync(file);
    writer.exec("UPDATE runs SET artifact_uri = 'file:///etc'");
    writer.close();
    expect(await store.artifacts({ runId, path: '' }, signal)).toEqual([]);
    const outside = store.readArtifact(
      { runId, path: '../../mlflow.db' },
      { maxBytes: 9e9 },
      signal,
    );
    await expect(outside).rejects.toMatchObject({ failure: 'not-found' });
    const s3 = new DatabaseSync(file);
    s3.exec("UPDATE runs SET artifact_uri = 's3://bucket/1/artifacts'");
    s3.close();
    const elsewhere = store.artifacts({ runId, path: '' }, signal);
    await expect(elsewhere).rejects.toMatchObject({ failure: 'artifacts-elsewhere' });
  });

  it('removes its private copy when it is closed', async () => {
    const writer = new DatabaseSync(file);
    writer.exec('PRAGMA journal_mode = WAL');
    writer.close();
    await countRuns();
    expect(await readdir(temporaryFolder)).toHaveLength(1);
    await store.close();
    expect(await readdir(temporaryFolder)).toEqual([]);
    expect(existsSync(`${file}-shm`)).toBe(false);
  });
});
