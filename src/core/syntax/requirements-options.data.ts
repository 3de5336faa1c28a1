/** `package` options may stand behind a requirement; `flag` options have no value. */
export type OptionKind = 'value' | 'flag' | 'package';

/** The options that pip takes in a requirements file. */
export const requirementOptions: readonly {
  readonly name: string;
  readonly short?: string;
  readonly kind: OptionKind;
}[] = [
  { name: '--requirement', short: '-r', kind: 'value' },
  { name: '--constraint', short: '-c', kind: 'value' },
  { name: '--editable', short: '-e', kind: 'value' },
  { name: '--index-url', short: '-i', kind: 'value' },
  { name: '--pypi-url', kind: 'value' },
  { name: '--extra-index-url', kind: 'value' },
  { name: '--find-links', short: '-f', kind: 'value' },
  { name: '--no-binary', kind: 'value' },
  { name: '--only-binary', kind: 'value' },
  { name: '--trusted-host', kind: 'value' },
  { name: '--use-feature', kind: 'value' },
  { name: '--no-index', kind: 'flag' },
  { name: '--pre', kind: 'flag' },
  { name: '--prefer-binary', kind: 'flag' },
  { name: '--require-hashes', kind: 'flag' },
  { name: '--hash', kind: 'package' },
  { name: '--global-option', kind: 'package' },
  { name: '--install-option', kind: 'package' },
  { name: '--config-settings', short: '-C', kind: 'package' },
];
