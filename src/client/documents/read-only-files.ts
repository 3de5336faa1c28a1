import * as vscode from 'vscode';

export interface ReadOnlyFilesOptions {
  readonly scheme: string;
  readonly read: (uri: vscode.Uri, signal: AbortSignal) => Promise<Uint8Array>;
  readonly isTrusted: () => boolean;
}

/** Milliseconds a file's bytes are kept between VS Code's question for its size and that for its content. */
const keepTime = 5_000;

/** Files that are read from elsewhere, such as a volume, as read-only documents. */
export class ReadOnlyFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #options: ReadOnlyFilesOptions;
  readonly #reads = new Map<string, Promise<Uint8Array>>();
  readonly #ending = new AbortController();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;
  readonly onDidChangeFile = this.#changed.event;

  constructor(options: ReadOnlyFilesOptions) {
    this.#options = options;
    this.#registration = vscode.workspace.registerFileSystemProvider(options.scheme, this, {
      isReadonly: true,
      isCaseSensitive: true,
    });
  }

  watch(): vscode.Disposable {
    // Nothing tells when such files change; what is open stays as it was read.
    return { dispose: () => undefined };
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.#read(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.#read(uri);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#ending.abort();
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #read(uri: vscode.Uri): Promise<Uint8Array> {
    const key = uri.toString();
    const known = this.#reads.get(key);
    if (known !== undefined) return known;
    const reading = this.#readNow(uri);
    this.#reads.set(key, reading);
    setTimeout(() => this.#reads.delete(key), keepTime).unref();
    return reading;
  }

  async #readNow(uri: vscode.Uri): Promise<Uint8Array> {
    const { read, isTrusted } = this.#options;
    if (!isTrusted()) throw vscode.FileSystemError.NoPermissions(uri);
    try {
      return await read(uri, this.#ending.signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw vscode.FileSystemError.Unavailable(message);
    }
  }
}
