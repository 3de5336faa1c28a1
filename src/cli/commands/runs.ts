import { parseArgs } from 'node:util';
import { toDisplayText } from '../../core/base/display-text.ts';
import { toFailureSentence } from '../../app/tracking/failure-sentence.ts';
import { loadStoreContents, type ContentsRequest } from '../../app/tracking/load-store-contents.ts';
import { parseStoreLocation } from '../../app/tracking/store-location.ts';
import { TrackingError } from '../../ports/tracking-store.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { toStoreJson } from '../formatters/store-json.ts';
import { toStoreTable } from '../formatters/store-table.ts';

const usage =
  'Usage: drydock runs STORE [--experiment NAME|ID] [--deleted] [--history] [--format table|json]';

/** `drydock runs`: what an MLflow store holds. */
export const runsCommand: CliCommand = async (context, args) => {
  const request = parseRequest(args);
  if (typeof request === 'string') {
    context.err(request);
    return 2;
  }
  try {
    return await printStore(context, request);
  } catch (cause) {
    if (!(cause instanceof TrackingError)) throw cause;
    const name = toDisplayText(request.store);
    const detail =
      cause.failure === 'unsupported' || cause.failure === 'protocol'
        ? ` (${toDisplayText(cause.message)})`
        : '';
    context.err(`drydock runs: ${name}: ${toFailureSentence(cause.failure)}${detail}`);
    return 2;
  }
};

interface RunsRequest extends ContentsRequest {
  readonly store: string;
  readonly format: 'table' | 'json';
}

/** A text is what is wrong with the arguments. */
function parseRequest(args: readonly string[]): RunsRequest | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        experiment: { type: 'string' },
        deleted: { type: 'boolean', default: false },
        history: { type: 'boolean', default: false },
        format: { type: 'string', default: 'table' },
      },
    });
    const [store, ...rest] = positionals;
    if (store === undefined || rest.length > 0) return usage;
    if (values.format !== 'table' && values.format !== 'json') return usage;
    return {
      store,
      format: values.format,
      withDeleted: values.deleted,
      withHistory: values.history,
      ...(values.experiment === undefined ? {} : { experiment: values.experiment }),
    };
  } catch (cause) {
    return `drydock runs: ${cause instanceof Error ? cause.message : String(cause)}\n${usage}`;
  }
}

async function printStore(context: CliContext, request: RunsRequest): Promise<number> {
  const location = parseStoreLocation(request.store, context.cwd);
  const store = await context.trackingStores.open(location, context.signal);
  try {
    const contents = await loadStoreContents(store, request, context.signal);
    if (contents === undefined) {
      context.err(
        `drydock runs: no experiment is called "${toDisplayText(request.experiment ?? '')}".`,
      );
      return 2;
    }
    context.out(request.format === 'json' ? toStoreJson(contents) : toStoreTable(contents));
    return 0;
  } finally {
    await store.close();
  }
}
