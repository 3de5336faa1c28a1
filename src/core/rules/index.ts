// Written by `npm run generate`.
import type { Rule } from '../rulekit/define-rule.ts';
import { noFloatingImageTag } from './compose/no-floating-image-tag.ts';
import { noFloatingStatefulImage } from './compose/no-floating-stateful-image.ts';
import { noObsoleteVersion } from './compose/no-obsolete-version.ts';
import { noUnsetVariable } from './compose/no-unset-variable.ts';
import { requireDeclaredVolume } from './compose/require-declared-volume.ts';
import { requireKnownDependency } from './compose/require-known-dependency.ts';
import { noMaintainer } from './dockerfile/no-maintainer.ts';
import { noRelativeWorkdir } from './dockerfile/no-relative-workdir.ts';
import { noVariableInExecForm } from './dockerfile/no-variable-in-exec-form.ts';
import { requireAptGetYes } from './dockerfile/require-apt-get-yes.ts';
import { noLoopbackHost } from './mlflow/no-loopback-host.ts';
import { noLoopbackTrackingUri } from './mlflow/no-loopback-tracking-uri.ts';
import { noUnsharedArtifactRoot } from './mlflow/no-unshared-artifact-root.ts';
import { noIgnoredCopySource } from './project/no-ignored-copy-source.ts';
import { requireCopySource } from './project/require-copy-source.ts';
import { noLoneActivation } from './python/no-lone-activation.ts';

export const rules: readonly Rule[] = [
  noFloatingImageTag,
  noFloatingStatefulImage,
  noObsoleteVersion,
  noUnsetVariable,
  requireDeclaredVolume,
  requireKnownDependency,
  noMaintainer,
  noRelativeWorkdir,
  noVariableInExecForm,
  requireAptGetYes,
  noLoopbackHost,
  noLoopbackTrackingUri,
  noUnsharedArtifactRoot,
  noIgnoredCopySource,
  requireCopySource,
  noLoneActivation,
];
