/** Passwords and tokens by the origin they belong to; a secret is never offered to another origin. */
export interface SecretStore {
  /** Undefined if nothing is kept for this origin, such as `https://mlflow.example.org:5000`. */
  find(origin: string, signal: AbortSignal): Promise<Credentials | undefined>;
  /** Replaces what is kept for this origin. */
  keep(origin: string, credentials: Credentials, signal: AbortSignal): Promise<void>;
  /** Does nothing if nothing is kept. */
  forget(origin: string, signal: AbortSignal): Promise<void>;
}

export type Credentials =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };
