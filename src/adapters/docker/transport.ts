import http from 'node:http';
import https from 'node:https';
import { EngineError } from '../../ports/engine-error.ts';
import { formatEngineAddress } from './engine-address.ts';
import type { EngineAddress } from './engine-address.ts';

/**
 * How requests reach an engine. What carries the bytes is the agent's business, so an engine behind ssh needs only an
 * agent whose connections are the pipes of a program.
 */
export interface Transport {
  /** As the docker program takes it. */
  readonly address: string;
  /** Milliseconds within which a connection must stand. */
  readonly connectTime: number;
  request(options: http.RequestOptions): http.ClientRequest;
  dispose(): void;
}

export function createTransport(address: EngineAddress): Transport {
  switch (address.kind) {
    case 'socket': {
      return socketTransport(address);
    }
    case 'tcp': {
      return tcpTransport(address);
    }
    default: {
      throw new EngineError(
        'unsupported',
        'Engines over ssh are not supported yet: forward the socket with "ssh -L" and set its address.',
      );
    }
  }
}

function socketTransport(address: Extract<EngineAddress, { kind: 'socket' }>): Transport {
  // A local connection costs less than the doubt whether a kept one still lives after an engine's restart.
  const agent = new http.Agent({ keepAlive: false });
  return {
    address: formatEngineAddress(address),
    connectTime: 2_000,
    request: (options) =>
      http.request({ ...options, agent, socketPath: address.path, headers: hosted(options) }),
    dispose: () => agent.destroy(),
  };
}

function tcpTransport(address: Extract<EngineAddress, { kind: 'tcp' }>): Transport {
  const { host, port, tls } = address;
  const settings = { keepAlive: true, keepAliveMsecs: 10_000, maxFreeSockets: 4 };
  const agent = tls === undefined ? new http.Agent(settings) : new https.Agent(settings);
  const material =
    tls === undefined
      ? {}
      : { ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: tls.verify };
  const send = tls === undefined ? http.request : https.request;
  return {
    address: formatEngineAddress(address),
    connectTime: 10_000,
    request: (options) =>
      send({ ...options, ...material, agent, host, port, headers: hosted(options) }),
    dispose: () => agent.destroy(),
  };
}

function hosted(options: http.RequestOptions): http.OutgoingHttpHeaders {
  return { Host: 'docker', ...(options.headers as http.OutgoingHttpHeaders | undefined) };
}
