/** What the YAML parser's error codes mean to somebody who writes a compose file. */
const messages: ReadonlyMap<string, string> = new Map([
  ['ALIAS_PROPS', 'An alias cannot have an anchor or a tag of its own.'],
  ['BAD_ALIAS', 'This alias is not a valid name.'],
  ['BAD_DIRECTIVE', 'This directive is not known to YAML.'],
  ['BAD_DQ_ESCAPE', 'This escape sequence is not known in double quotes.'],
  ['BAD_INDENT', 'This line is not indented like its neighbors.'],
  ['BAD_SCALAR_START', 'A value that begins with this character has to be quoted.'],
  ['BLOCK_AS_IMPLICIT_KEY', 'A mapping cannot begin here, on the same line as another key.'],
  ['BLOCK_IN_FLOW', 'An indented block cannot stand inside brackets or braces.'],
  ['COMMENT_SPACE', 'A comment needs a space before its "#".'],
  ['IMPOSSIBLE', 'This cannot be read as YAML.'],
  ['KEY_OVER_1024_CHARS', 'This key is longer than 1024 characters.'],
  ['MISSING_CHAR', 'A closing quote, bracket, colon or comma is missing.'],
  ['MULTILINE_IMPLICIT_KEY', 'A key has to stand on one line; a colon or a quote may be missing.'],
  ['MULTIPLE_ANCHORS', 'A value can have one anchor only.'],
  ['MULTIPLE_TAGS', 'A value can have one tag only.'],
  ['TAB_AS_INDENT', 'YAML does not allow tabs as indentation.'],
  ['UNEXPECTED_TOKEN', 'This cannot stand here.'],
]);

export function describeYamlError(code: string, fallback: string): string {
  return messages.get(code) ?? `${fallback.replace(/\.$/, '')}.`;
}
