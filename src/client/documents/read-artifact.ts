import { formatSize } from '../../app/format-size.ts';
import { toFailure, toFailureSentence } from '../../app/tracking/failure-sentence.ts';
import type { CommandContext } from '../commands/command-context.ts';
import type { ArtifactPlace } from './artifact-uri.ts';

/** Bytes; beyond that an artifact is for programs. */
const maxBytes = 20_000_000;

/** A run's artifact for an editor. Fails with a sentence for people. */
export async function readArtifact(
  { l10n, findStore }: Pick<CommandContext, 'l10n' | 'findStore'>,
  { store: id, run, path }: ArtifactPlace,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const store = await findStore(id, signal);
  if (store === undefined) throw new Error(l10n.t('The MLflow view has this store no longer.'));
  try {
    return await store.readArtifact({ runId: run, path }, { maxBytes }, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const failure = toFailure(cause);
    throw new Error(
      failure === 'too-large'
        ? l10n.t('An artifact of more than {0} is not opened here.', formatSize(maxBytes))
        : toFailureSentence(failure),
      { cause },
    );
  }
}
