/** True for names whose values are to be kept secret: `OPENAI_API_KEY`, `DB_PASSWORD`, but not `PUBLIC_KEY_PATH`. */
export function isSecretName(name: string): boolean {
  if (
    /(?:^|_)(?:PUBLIC|FILE|PATH|NAME|ID|URL|URI|HOST|TTL|EXPIRE\w*|ALGORITHM|LENGTH|HEADER|VERSION)(?:_|$)/i.test(
      name,
    )
  ) {
    return /(?:SECRET|ACCESS)_KEY$|ACCESS_KEY_ID$/i.test(name) && !/(?:FILE|PATH)/i.test(name);
  }
  return /(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|PAT|CREDENTIALS?)$/i.test(name);
}

/**
 * True for a value that a program made up: long, of mixed characters and with no word of people in it. Passwords that
 * somebody typed cannot be told from placeholders.
 */
function looksRandom(value: string): boolean {
  const text = value.trim();
  if (knownKey.test(text)) return !placeholder.test(text);
  if (text.length < 20 || /[\s${}<>*]|:\/\//.test(text) || placeholder.test(text)) return false;
  if (!/^[\w+/=.~-]+$/.test(text) || /(.)\1{4,}/.test(text)) return false;
  const hasDigits = (text.match(/\d/g) ?? []).length >= 3;
  // Words, such as those of a sentence or a path, have little in each of their characters.
  return hasDigits && measureEntropy(text) >= 3.2 && !/[a-z]{9,}/i.test(text);
}

/** As above, for a value whose name tells more: secrets of AWS have letters in a row as words do. */
export function isSecretValue(name: string, value: string): boolean {
  if (!isSecretName(name)) return false;
  const isAws = name.endsWith('SECRET_ACCESS_KEY') && /^[\w/+]{40}$/.test(value);
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
  return looksRandom(value) || (isAws && isMixed && !/example|your|(.)\1{3}/i.test(value));
}

/** True for the password of an address that is no placeholder: letters and digits, and no word of examples. */
export function looksChosen(password: string): boolean {
  if (looksRandom(password)) return true;
  const isMixed = /[a-z]/i.test(password) && /\d.*\d/.test(password);
  return (
    password.length >= 8 &&
    isMixed &&
    /^[\w%!+=.~-]+$/.test(password) &&
    !placeholder.test(password)
  );
}

/** Bits a character. */
function measureEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const knownKey =
  /^(?:AKIA[0-9A-Z]{16}|ghp_\w{36}|github_pat_\w{50,}|sk-[\w-]{20,}|hf_\w{30,}|xox[bp]-[\w-]{20,}|AIza[\w-]{35}|glpat-[\w-]{20,})$/;

const placeholder =
  /your|change|example|placeholder|replace|insert|dummy|sample|secret|password|token|xxx|todo|test|demo|local|default|1234567|abcdef|admin|EXAMPLE|\.\.\./i;
