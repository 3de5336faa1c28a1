import type * as vscode from 'vscode';
import type { Credentials, SecretStore } from '../ports/secret-store.ts';

const prefix = 'drydock.store:';

/** Credentials in VS Code's own secret storage. */
export class VscodeSecrets implements SecretStore {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async find(origin: string, signal: AbortSignal): Promise<Credentials | undefined> {
    const text = await this.#secrets.get(prefix + origin);
    signal.throwIfAborted();
    return text === undefined ? undefined : (JSON.parse(text) as Credentials);
  }

  async keep(origin: string, credentials: Credentials): Promise<void> {
    await this.#secrets.store(prefix + origin, JSON.stringify(credentials));
  }

  async forget(origin: string): Promise<void> {
    await this.#secrets.delete(prefix + origin);
  }
}
