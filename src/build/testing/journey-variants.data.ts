/** How the window of a group of journeys differs from the usual one. */
export interface JourneyVariant {
  /** `lint.untrusted.journey.ts` belongs to the variant `untrusted`; names without a variant share the usual window. */
  readonly name: string;
  /** What the window opens: a copy of the sample project, the folder around it, a folder without any file, or no folder. */
  readonly opens: 'sample' | 'around-sample' | 'empty-folder' | 'nothing';
  /** The window asks whether the folder is trusted, and the journey answers. */
  readonly asksForTrust: boolean;
  /** The packaged extension is installed instead of loaded from the repository. */
  readonly usesVsix: boolean;
  readonly env: Readonly<Record<string, string>>;
}

const usual = { opens: 'sample', asksForTrust: false, usesVsix: false, env: {} } as const;

export const journeyVariants: readonly JourneyVariant[] = [
  { ...usual, name: 'usual' },
  { ...usual, name: 'untrusted', asksForTrust: true },
  { ...usual, name: 'vsix', usesVsix: true },
  { ...usual, name: 'no-engine', env: { DOCKER_HOST: 'unix:///drydock-no-engine.sock' } },
  { ...usual, name: 'around', opens: 'around-sample' },
  { ...usual, name: 'no-compose', opens: 'empty-folder' },
  { ...usual, name: 'no-folder', opens: 'nothing' },
];
