import { EngineError } from '../../ports/engine-error.ts';
import type { EngineFailure } from '../../ports/engine-error.ts';

const longestWords = 600;

/** What an answer with a status that is not a success means. `words` is the engine's message. */
export function errorOfStatus(status: number, words: string): EngineError {
  const said = cleaned(words);
  const failure = failureOfStatus(status, said);
  return new EngineError(failure, sentenceOf(failure, said, status), { said });
}

/** What a fault below HTTP means: no socket, no permission, nobody there, a broken conversation. */
export function errorOfConnection(cause: unknown, address: string): EngineError {
  if (cause instanceof EngineError) return cause;
  const code = codeOf(cause);
  const known = connectionFailures[code] ?? (code.startsWith('HPE_') ? talksOtherwise : undefined);
  const [failure, sentence] = known ?? tlsFailure(code) ?? nobodyAnswers;
  return new EngineError(failure, sentence.replace('{address}', address), { cause });
}

type Known = readonly [EngineFailure, string];

const nobodyAnswers: Known = ['unreachable', 'No engine answers at {address}.'];
const talksOtherwise: Known = ['protocol', 'What answers at {address} is not a container engine.'];
const refusesUser: Known = ['denied', 'You may not use the engine at {address}.'];

const connectionFailures: Readonly<Record<string, Known>> = {
  ENOENT: ['unreachable', 'There is no engine at {address}.'],
  EACCES: refusesUser,
  EPERM: refusesUser,
  ENOTSOCK: ['unreachable', 'What lies at {address} is not a socket.'],
  EINVAL: ['invalid', 'The path of the socket {address} is too long for this system.'],
  ENAMETOOLONG: ['invalid', 'The path of the socket {address} is too long for this system.'],
  ERR_STREAM_PREMATURE_CLOSE: ['protocol', 'The engine at {address} stopped in mid-answer.'],
};

function tlsFailure(code: string): Known | undefined {
  if (code === 'CERT_HAS_EXPIRED') {
    return ['denied', 'The certificate of the engine at {address} has expired.'];
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return ['denied', 'The certificate of the engine at {address} is for another name.'];
  }
  return /CERT|SIGNATURE|ISSUER/.test(code)
    ? ['denied', 'The certificate of the engine at {address} is not trusted.']
    : undefined;
}

function failureOfStatus(status: number, said: string): EngineFailure {
  // Podman answers many states with 500, and Docker a taken port: what was said tells more than the number.
  if (/port is already allocated|address already in use/i.test(said)) return 'conflict';
  if (status === 401) return 'denied';
  if (status === 403) return /endpoint|in use/i.test(said) ? 'conflict' : 'denied';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 405 || status === 501) return 'unsupported';
  if (status === 400) return /needs API|mount type unknown/i.test(said) ? 'unsupported' : 'invalid';
  if (status >= 500) {
    if (/not running|can only (?:attach|create exec)/i.test(said)) return 'conflict';
    if (/no such (?:container|image|volume|network|exec)/i.test(said)) return 'not-found';
    return 'unexpected';
  }
  return status < 400 ? 'protocol' : 'invalid';
}

function sentenceOf(failure: EngineFailure, said: string, status: number): string {
  if (failure === 'protocol') return `The engine's answer ${status} makes no sense.`;
  return said === '' ? `The engine answered ${status}.` : `The engine says: ${said}`;
}

/** An engine's words come from outside: no control characters, no walls of text. */
function cleaned(words: string): string {
  const flat = words.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return flat.length > longestWords ? `${flat.slice(0, longestWords)}…` : flat;
}

function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}
