/**
 * Puts values into a message's slots `{0}`, `{1}`, …, in the reader's language where there is one; the English message
 * is the key, as for VS Code's `l10n.t`. Everything in `app` that makes text for people takes one.
 */
export type Localize = (
  message: string,
  ...values: readonly (string | number | boolean)[]
) => string;

/** What counts where nobody gives another, as on the command line. */
export const inEnglish: Localize = (message, ...values) =>
  message.replaceAll(/\{(\d+)\}/g, (slot, index) => String(values[Number(index)] ?? slot));
