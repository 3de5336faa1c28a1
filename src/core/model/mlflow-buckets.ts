import type { Span } from '../base/span.ts';
import type { MlflowPeer } from './mlflow-peer.ts';

/** Buckets that the services of a stack make when they start. */
export interface CreatedBuckets {
  /** With the place that says so. */
  readonly names: ReadonlyMap<string, Span>;
  /** False where one of the names is not known, or a program may make any. */
  readonly isComplete: boolean;
}

/** Follows `mc mb`, `aws s3 mb` and `mkdir` in the folder of a MinIO, and the variables of images that make buckets by themselves. */
export function findCreatedBuckets(peers: readonly MlflowPeer[]): CreatedBuckets {
  const names = new Map<string, Span>();
  let isComplete = true;
  const add = (name: string, at: Span): void => {
    if (name === '' || /[$`]/.test(name)) isComplete = false;
    else names.set(name, at);
  };
  for (const { service, commands, sources } of peers) {
    for (const { name, value } of service.environment) {
      if (!/^(?:MINIO_DEFAULT_BUCKETS|.*_DEFAULT_BUCKETS?)$/.test(name)) continue;
      for (const bucket of value?.text.split(/[,;\s]+/) ?? [])
        add(bucket.replace(/:.*$/, ''), value?.at ?? service.nameAt);
    }
    if (
      sources.some(({ calls }) => calls.some(({ name }) => /(?:make|create)_bucket$/.test(name)))
    ) {
      isComplete = false;
    }
    for (const { at, name } of findFolders(service, commands)) add(name, at);
    const isClient = /(?:^|\/)(?:minio\/mc|mc)$/.test(service.image?.repository ?? '');
    for (const { words } of commands) {
      const texts = words.map(({ text }) => text);
      const at = texts.indexOf('mb');
      const option = texts.includes('create-bucket') ? texts.indexOf('--bucket') : -1;
      const named = option === -1 ? undefined : words[option + 1];
      if (named !== undefined) add(named.text, named.at);
      if (at === -1 || !(isClient || /(?:^|\/)(?:mc|aws)$/.test(texts[0] ?? ''))) continue;
      for (const word of words.slice(at + 1)) {
        // `alias/bucket`, or `s3://bucket`.
        const name = word.text.replace(/^s3:\/\//, '/').split('/')[1];
        if (!word.text.startsWith('-')) add(name ?? '', word.at);
      }
    }
  }
  return { names, isComplete };
}

/** A MinIO takes each folder of its data for a bucket. */
function findFolders(
  { image }: MlflowPeer['service'],
  commands: MlflowPeer['commands'],
): readonly { readonly name: string; readonly at: Span }[] {
  if (!/(?:^|\/)minio$/.test(image?.repository ?? '')) return [];
  const server = commands.find(({ words }) => words.some(({ text }) => text === 'server'));
  const data = server?.words.findLast(({ text }) => text.startsWith('/'))?.text.replace(/\/+$/, '');
  if (data === undefined || data === '') return [];
  return commands.flatMap(({ words }) => {
    if (words[0]?.text !== 'mkdir') return [];
    return words.slice(1).flatMap(({ text, at }) => {
      const name = text.startsWith(`${data}/`)
        ? text.slice(data.length + 1).split('/')[0]
        : undefined;
      return name === undefined || name === '' ? [] : [{ name, at }];
    });
  });
}
