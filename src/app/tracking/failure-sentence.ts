import { TrackingError, type TrackingFailure } from '../../ports/tracking-store.ts';

const sentences: Readonly<Record<TrackingFailure, string>> = {
  unreachable: 'Nothing answers at this address; start the server or check its port.',
  certificate: 'The server shows a certificate that this machine does not trust.',
  unauthorized:
    'The server asks for a user name and a password, or does not accept the ones it got.',
  'host-rejected':
    'MLflow refuses this host name; start the server with --allowed-hosts that names it with its port.',
  airplay:
    'macOS AirPlay answers on this port; publish MLflow on another one, or turn the AirPlay receiver off.',
  redirected:
    'The server sends requests elsewhere, perhaps to a login page, and that is not followed.',
  'artifacts-only': 'This server only keeps artifacts; the runs are on another one.',
  'not-mlflow': 'Something answers at this address, but it is not MLflow.',
  unsupported: 'This kind of store cannot be read directly; give the address of its MLflow server.',
  'schema-too-new': 'The database is from a newer MLflow than Drydock can read; use its server.',
  'schema-incomplete':
    'The database lacks tables of MLflow; its server may have stopped during the first start.',
  'not-a-store': 'This is not an MLflow store.',
  'not-found': 'It is not there, or no longer.',
  denied: 'The file system does not allow it to be read.',
  locked: 'A writer holds the database; try again in a moment.',
  damaged: 'The store is damaged or changed while it was read.',
  'too-large': 'There is more of it than Drydock reads at once.',
  deadline: 'The store did not answer in time.',
  'bad-query': 'MLflow does not understand this filter or order.',
  'artifacts-elsewhere':
    'The artifacts are on another machine or in a place that only MLflow reaches.',
  'no-engine':
    'The store is inside a volume or a container, and no container engine could be asked for it.',
  'no-sqlite': 'This editor cannot read SQLite files; start the MLflow server to see the runs.',
  protocol: 'The answer is not what MLflow would send.',
};

/** One sentence for people: what happened and what to do. */
export function toFailureSentence(failure: TrackingFailure): string {
  return sentences[failure];
}

/** The failure of an error; what no adapter foresaw counts as a broken protocol. */
export function toFailure(cause: unknown): TrackingFailure {
  return cause instanceof TrackingError ? cause.failure : 'protocol';
}
