/** `*` stays inside a folder, `**` crosses folders, a folder's name stands for all below it. */
export function toPathPattern(pattern: string): (path: string) => boolean {
  const wanted = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  let source = '';
  for (const [part] of wanted.matchAll(/\*\*\/?|\*|\?|[^*?]+/g)) {
    if (part === '**/') source += '(?:.*/)?';
    else if (part === '**') source += '.*';
    else if (part === '*') source += '[^/]*';
    else if (part === '?') source += '[^/]';
    else source += part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  }
  const whole = new RegExp(`^${source}(?:/.*)?$`);
  return (path) => whole.test(path);
}
