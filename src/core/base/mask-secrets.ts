const mask = '***';

// Bounded repetitions: text of strangers must not make a pattern slow.
const userInfo = /(\b[a-z][\w+.-]{0,30}:\/\/[^\s:@/?#]{0,200}):([^\s@/]{1,400})@/gi;
const assignment =
  /(\b[\w.-]{0,80}(?:password|passwd|passphrase|secret|token|api_?key|secret_key|access_key|credentials?)=)("[^"]{1,400}"|'[^']{1,400}'|[^\s&"']{1,400})/gi;
const option =
  /(--[\w-]{0,60}(?:password|passwd|secret|token|api-?key|credentials?)[ \t]+)([^\s-][^\s]{0,400})/gi;

/**
 * Hides what is to be kept secret in text that people will read: passwords of addresses, values of variables and of
 * options whose names say so. References such as `${DB_PASSWORD}` stay: they are no secret.
 */
export function maskSecrets(text: string): string {
  if (!/[=@-]/.test(text)) return text;
  return text
    .replace(userInfo, (whole, head: string, value: string) =>
      isReference(value) ? whole : `${head}:${mask}@`,
    )
    .replace(assignment, (whole, head: string, value: string) =>
      isReference(value) ? whole : head + mask,
    )
    .replace(option, (whole, head: string, value: string) =>
      isReference(value) ? whole : head + mask,
    );
}

function isReference(value: string): boolean {
  return /^["']?(?:\$|\{\{|<|\*)/.test(value);
}
