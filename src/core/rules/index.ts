// Written by `npm run generate`.
import type { Rule } from '../rulekit/define-rule.ts';
import { noDuplicateContainerName } from './compose/no-duplicate-container-name.ts';
import { noDuplicateHostPort } from './compose/no-duplicate-host-port.ts';
import { noDuplicateMount } from './compose/no-duplicate-mount.ts';
import { noFileAsVariable } from './compose/no-file-as-variable.ts';
import { noFloatingImageTag } from './compose/no-floating-image-tag.ts';
import { noFloatingStatefulImage } from './compose/no-floating-stateful-image.ts';
import { noMachinePath } from './compose/no-machine-path.ts';
import { noObsoleteVersion } from './compose/no-obsolete-version.ts';
import { noQuotedListValue } from './compose/no-quoted-list-value.ts';
import { noShellOperatorInList } from './compose/no-shell-operator-in-list.ts';
import { noUnsetVariable } from './compose/no-unset-variable.ts';
import { requireDeclaredVolume } from './compose/require-declared-volume.ts';
import { requireKnownDependency } from './compose/require-known-dependency.ts';
import { requirePersistentDatabase } from './compose/require-persistent-database.ts';
import { requireReadyDependency } from './compose/require-ready-dependency.ts';
import { validInterpolation } from './compose/valid-interpolation.ts';
import { noColonInEnv } from './dockerfile/no-colon-in-env.ts';
import { noCommandInEnv } from './dockerfile/no-command-in-env.ts';
import { noDuplicateStage } from './dockerfile/no-duplicate-stage.ts';
import { noEchoOption } from './dockerfile/no-echo-option.ts';
import { noEndOfLifeBase } from './dockerfile/no-end-of-life-base.ts';
import { noFloatingBase } from './dockerfile/no-floating-base.ts';
import { noMaintainer } from './dockerfile/no-maintainer.ts';
import { noMissingHealthTool } from './dockerfile/no-missing-health-tool.ts';
import { noMissingOperator } from './dockerfile/no-missing-operator.ts';
import { noRelativeWorkdir } from './dockerfile/no-relative-workdir.ts';
import { noRepeatedCommand } from './dockerfile/no-repeated-command.ts';
import { noSingleQuotedExecForm } from './dockerfile/no-single-quoted-exec-form.ts';
import { noSudo } from './dockerfile/no-sudo.ts';
import { noSwallowedInstruction } from './dockerfile/no-swallowed-instruction.ts';
import { noUnknownInstruction } from './dockerfile/no-unknown-instruction.ts';
import { noUnprivilegedInstall } from './dockerfile/no-unprivileged-install.ts';
import { noVariableInExecForm } from './dockerfile/no-variable-in-exec-form.ts';
import { preferAptGet } from './dockerfile/prefer-apt-get.ts';
import { preferCopy } from './dockerfile/prefer-copy.ts';
import { requireAptGetYes } from './dockerfile/require-apt-get-yes.ts';
import { requireArguments } from './dockerfile/require-arguments.ts';
import { requireCopyDestination } from './dockerfile/require-copy-destination.ts';
import { requireCopyFolder } from './dockerfile/require-copy-folder.ts';
import { requireFrom } from './dockerfile/require-from.ts';
import { requirePipNoCache } from './dockerfile/require-pip-no-cache.ts';
import { validExecForm } from './dockerfile/valid-exec-form.ts';
import { validPort } from './dockerfile/valid-port.ts';
import { noLoopbackHost } from './mlflow/no-loopback-host.ts';
import { noLoopbackTrackingUri } from './mlflow/no-loopback-tracking-uri.ts';
import { noUnsharedArtifactRoot } from './mlflow/no-unshared-artifact-root.ts';
import { requireAllowedHost } from './mlflow/require-allowed-host.ts';
import { validStoreDriver } from './mlflow/valid-store-driver.ts';
import { noIgnoredCopySource } from './project/no-ignored-copy-source.ts';
import { noLoopbackServer } from './project/no-loopback-server.ts';
import { requireBindSource } from './project/require-bind-source.ts';
import { requireCopySource } from './project/require-copy-source.ts';
import { requireDockerfile } from './project/require-dockerfile.ts';
import { noLoneActivation } from './python/no-lone-activation.ts';
import { noPathAsModule } from './python/no-path-as-module.ts';

export const rules: readonly Rule[] = [
  noDuplicateContainerName,
  noDuplicateHostPort,
  noDuplicateMount,
  noFileAsVariable,
  noFloatingImageTag,
  noFloatingStatefulImage,
  noMachinePath,
  noObsoleteVersion,
  noQuotedListValue,
  noShellOperatorInList,
  noUnsetVariable,
  requireDeclaredVolume,
  requireKnownDependency,
  requirePersistentDatabase,
  requireReadyDependency,
  validInterpolation,
  noColonInEnv,
  noCommandInEnv,
  noDuplicateStage,
  noEchoOption,
  noEndOfLifeBase,
  noFloatingBase,
  noMaintainer,
  noMissingHealthTool,
  noMissingOperator,
  noRelativeWorkdir,
  noRepeatedCommand,
  noSingleQuotedExecForm,
  noSudo,
  noSwallowedInstruction,
  noUnknownInstruction,
  noUnprivilegedInstall,
  noVariableInExecForm,
  preferAptGet,
  preferCopy,
  requireAptGetYes,
  requireArguments,
  requireCopyDestination,
  requireCopyFolder,
  requireFrom,
  requirePipNoCache,
  validExecForm,
  validPort,
  noLoopbackHost,
  noLoopbackTrackingUri,
  noUnsharedArtifactRoot,
  requireAllowedHost,
  validStoreDriver,
  noIgnoredCopySource,
  noLoopbackServer,
  requireBindSource,
  requireCopySource,
  requireDockerfile,
  noLoneActivation,
  noPathAsModule,
];
