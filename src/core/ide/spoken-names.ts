import { dockerfileUtilsCodes } from './dockerfile-utils-codes.data.ts';

/**
 * The names of a check as other tools write them into their diagnostics: those of dockerfile-utils are numbers there, so
 * they come with their source.
 */
export function toSpokenNames(equivalents: readonly string[]): readonly string[] {
  return equivalents.map((name) => {
    const code = dockerfileUtilsCodes.indexOf(name);
    return code < 0 ? name : `dockerfile-utils ${code}`;
  });
}
