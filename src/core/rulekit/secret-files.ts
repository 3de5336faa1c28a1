import { nameOf } from '../base/project-path.ts';

/** True for names of files that hold credentials, which each person has a copy of: `.env`, `secrets.yaml`, `id_rsa`. */
export function isSecretFile(path: string): boolean {
  const name = nameOf(path);
  if (/example|sample|template|dist|public|\.pub$/i.test(name)) return false;
  return (
    /^\.env(?:\.[\w.-]+|\*)?$|^(?:[\w-]+)\.env$/.test(name) ||
    /^(?:id_rsa|id_ed25519|id_ecdsa|\.netrc|\.pgpass|\.pypirc|kaggle\.json|secrets?\.(?:json|ya?ml|toml|env))$/.test(
      name,
    ) ||
    /(?:^|[-_])(?:credentials?|service[-_]?account)(?:[-_]\w+)?\.json$/i.test(name)
  );
}
