/** Arguments that the builder sets for FROM, and for stages that declare them. */
export const platformArguments: ReadonlySet<string> = new Set(
  (
    'BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT ' +
    'TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE'
  ).split(' '),
);

/** Arguments that every stage has without declaring them. */
export const predefinedArguments =
  /^(?:(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|PATH)$/i;
