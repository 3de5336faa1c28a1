// Written by `npm run generate`.
import type { Rule } from '../rulekit/define-rule.ts';
import { consistentFileSets } from './compose/consistent-file-sets.ts';
import { noAirplayPort } from './compose/no-airplay-port.ts';
import { noBuildWithImage } from './compose/no-build-with-image.ts';
import { noConflictingKeys } from './compose/no-conflicting-keys.ts';
import { noDependencyCycle } from './compose/no-dependency-cycle.ts';
import { noDockerSocket } from './compose/no-docker-socket.ts';
import { noDuplicateContainerName } from './compose/no-duplicate-container-name.ts';
import { noDuplicateHostPort } from './compose/no-duplicate-host-port.ts';
import { noDuplicateMount } from './compose/no-duplicate-mount.ts';
import { noEndOfLifeImage } from './compose/no-end-of-life-image.ts';
import { noEndlessJob } from './compose/no-endless-job.ts';
import { noExternalOptions } from './compose/no-external-options.ts';
import { noFileAsVariable } from './compose/no-file-as-variable.ts';
import { noFloatingImageTag } from './compose/no-floating-image-tag.ts';
import { noFloatingStatefulImage } from './compose/no-floating-stateful-image.ts';
import { noHostSearchPath } from './compose/no-host-search-path.ts';
import { noMachinePath } from './compose/no-machine-path.ts';
import { noMixedPlatform } from './compose/no-mixed-platform.ts';
import { noMountConflict } from './compose/no-mount-conflict.ts';
import { noObsoleteVersion } from './compose/no-obsolete-version.ts';
import { noOverlappingPortRange } from './compose/no-overlapping-port-range.ts';
import { noPublishedDatabase } from './compose/no-published-database.ts';
import { noQuotedListValue } from './compose/no-quoted-list-value.ts';
import { noQuotedVolume } from './compose/no-quoted-volume.ts';
import { noRelativeMountTarget } from './compose/no-relative-mount-target.ts';
import { noRestartingJob } from './compose/no-restarting-job.ts';
import { noShellOperatorInList } from './compose/no-shell-operator-in-list.ts';
import { noStrayDollar } from './compose/no-stray-dollar.ts';
import { noUnboundPort } from './compose/no-unbound-port.ts';
import { noUnknownKey } from './compose/no-unknown-key.ts';
import { noUnsetVariable } from './compose/no-unset-variable.ts';
import { noUnusedResource } from './compose/no-unused-resource.ts';
import { preferReadyDependency } from './compose/prefer-ready-dependency.ts';
import { preferSeparateNetworks } from './compose/prefer-separate-networks.ts';
import { preferServiceKeyOrder } from './compose/prefer-service-key-order.ts';
import { preferSortedDependencies } from './compose/prefer-sorted-dependencies.ts';
import { preferSortedPorts } from './compose/prefer-sorted-ports.ts';
import { preferSortedServices } from './compose/prefer-sorted-services.ts';
import { preferTopLevelOrder } from './compose/prefer-top-level-order.ts';
import { requireDeclaredResource } from './compose/require-declared-resource.ts';
import { requireDeclaredVolume } from './compose/require-declared-volume.ts';
import { requireEnvFile } from './compose/require-env-file.ts';
import { requireFinishedJob } from './compose/require-finished-job.ts';
import { requireHealthDatabase } from './compose/require-health-database.ts';
import { requireHostGateway } from './compose/require-host-gateway.ts';
import { requireImageOrBuild } from './compose/require-image-or-build.ts';
import { requireKey } from './compose/require-key.ts';
import { requireKnownDependency } from './compose/require-known-dependency.ts';
import { requireKnownService } from './compose/require-known-service.ts';
import { requireMemoryLimit } from './compose/require-memory-limit.ts';
import { requirePersistentDatabase } from './compose/require-persistent-database.ts';
import { requireProjectName } from './compose/require-project-name.ts';
import { requireQuotedPort } from './compose/require-quoted-port.ts';
import { requireReadyDependency } from './compose/require-ready-dependency.ts';
import { requireSharedVariable } from './compose/require-shared-variable.ts';
import { requireSource } from './compose/require-source.ts';
import { requireWaitedHealthcheck } from './compose/require-waited-healthcheck.ts';
import { validContainerName } from './compose/valid-container-name.ts';
import { validEngineValue } from './compose/valid-engine-value.ts';
import { validHealthTest } from './compose/valid-health-test.ts';
import { validImageName } from './compose/valid-image-name.ts';
import { validInterpolation } from './compose/valid-interpolation.ts';
import { validName } from './compose/valid-name.ts';
import { validType } from './compose/valid-type.ts';
import { validValue } from './compose/valid-value.ts';
import { validVariableItem } from './compose/valid-variable-item.ts';
import { consistentAsCase } from './dockerfile/consistent-as-case.ts';
import { consistentDescription } from './dockerfile/consistent-description.ts';
import { consistentInstructionCase } from './dockerfile/consistent-instruction-case.ts';
import { consistentProtocolCase } from './dockerfile/consistent-protocol-case.ts';
import { noAptRecommends } from './dockerfile/no-apt-recommends.ts';
import { noBashSyntax } from './dockerfile/no-bash-syntax.ts';
import { noColonInEnv } from './dockerfile/no-colon-in-env.ts';
import { noCommandInEnv } from './dockerfile/no-command-in-env.ts';
import { noConsecutiveRun } from './dockerfile/no-consecutive-run.ts';
import { noConstantPlatform } from './dockerfile/no-constant-platform.ts';
import { noCopiedAddress } from './dockerfile/no-copied-address.ts';
import { noDistributionUpgrade } from './dockerfile/no-distribution-upgrade.ts';
import { noDuplicateFlag } from './dockerfile/no-duplicate-flag.ts';
import { noDuplicateStage } from './dockerfile/no-duplicate-stage.ts';
import { noEchoOption } from './dockerfile/no-echo-option.ts';
import { noEmptyContinuation } from './dockerfile/no-empty-continuation.ts';
import { noEndOfLifeBase } from './dockerfile/no-end-of-life-base.ts';
import { noEnvSelfReference } from './dockerfile/no-env-self-reference.ts';
import { noFlattenedFolder } from './dockerfile/no-flattened-folder.ts';
import { noFloatingBase } from './dockerfile/no-floating-base.ts';
import { noHostCommand } from './dockerfile/no-host-command.ts';
import { noHostPort } from './dockerfile/no-host-port.ts';
import { noIgnoredCommand } from './dockerfile/no-ignored-command.ts';
import { noLoneCd } from './dockerfile/no-lone-cd.ts';
import { noLoneExport } from './dockerfile/no-lone-export.ts';
import { noMaintainer } from './dockerfile/no-maintainer.ts';
import { noMissingHealthTool } from './dockerfile/no-missing-health-tool.ts';
import { noMissingOperator } from './dockerfile/no-missing-operator.ts';
import { noOpenOperator } from './dockerfile/no-open-operator.ts';
import { noRedundantPlatform } from './dockerfile/no-redundant-platform.ts';
import { noRelativeCopyDestination } from './dockerfile/no-relative-copy-destination.ts';
import { noRelativeWorkdir } from './dockerfile/no-relative-workdir.ts';
import { noRemovedPackage } from './dockerfile/no-removed-package.ts';
import { noRepeatedCommand } from './dockerfile/no-repeated-command.ts';
import { noReservedStageName } from './dockerfile/no-reserved-stage-name.ts';
import { noRootUser } from './dockerfile/no-root-user.ts';
import { noSecretVariable } from './dockerfile/no-secret-variable.ts';
import { noSelfCopy } from './dockerfile/no-self-copy.ts';
import { noShellLink } from './dockerfile/no-shell-link.ts';
import { noShortDuration } from './dockerfile/no-short-duration.ts';
import { noSingleQuotedExecForm } from './dockerfile/no-single-quoted-exec-form.ts';
import { noSparseUserLog } from './dockerfile/no-sparse-user-log.ts';
import { noSudo } from './dockerfile/no-sudo.ts';
import { noSwallowedInstruction } from './dockerfile/no-swallowed-instruction.ts';
import { noUndefinedBaseArgument } from './dockerfile/no-undefined-base-argument.ts';
import { noUndefinedVariable } from './dockerfile/no-undefined-variable.ts';
import { noUnknownCopyStage } from './dockerfile/no-unknown-copy-stage.ts';
import { noUnknownFlag } from './dockerfile/no-unknown-flag.ts';
import { noUnknownInstruction } from './dockerfile/no-unknown-instruction.ts';
import { noUnprivilegedInstall } from './dockerfile/no-unprivileged-install.ts';
import { noUntrustedRegistry } from './dockerfile/no-untrusted-registry.ts';
import { noUpperCaseStage } from './dockerfile/no-upper-case-stage.ts';
import { noVariableInExecForm } from './dockerfile/no-variable-in-exec-form.ts';
import { noWgetAndCurl } from './dockerfile/no-wget-and-curl.ts';
import { noWgetProgress } from './dockerfile/no-wget-progress.ts';
import { noWholeCopy } from './dockerfile/no-whole-copy.ts';
import { noWorldWritable } from './dockerfile/no-world-writable.ts';
import { preferAddArchive } from './dockerfile/prefer-add-archive.ts';
import { preferAptGet } from './dockerfile/prefer-apt-get.ts';
import { preferCopy } from './dockerfile/prefer-copy.ts';
import { preferEqualsSign } from './dockerfile/prefer-equals-sign.ts';
import { preferExecForm } from './dockerfile/prefer-exec-form.ts';
import { preferLateSourceCopy } from './dockerfile/prefer-late-source-copy.ts';
import { preferLowerCaseDirective } from './dockerfile/prefer-lower-case-directive.ts';
import { preferNumericUser } from './dockerfile/prefer-numeric-user.ts';
import { preferUpperCaseInstruction } from './dockerfile/prefer-upper-case-instruction.ts';
import { requireApkNoCache } from './dockerfile/require-apk-no-cache.ts';
import { requireApkVersion } from './dockerfile/require-apk-version.ts';
import { requireAptGetYes } from './dockerfile/require-apt-get-yes.ts';
import { requireAptListsRemoved } from './dockerfile/require-apt-lists-removed.ts';
import { requireAptUpdate } from './dockerfile/require-apt-update.ts';
import { requireAptVersion } from './dockerfile/require-apt-version.ts';
import { requireArguments } from './dockerfile/require-arguments.ts';
import { requireBaseDefault } from './dockerfile/require-base-default.ts';
import { requireBaseName } from './dockerfile/require-base-name.ts';
import { requireClosingDoubleQuote } from './dockerfile/require-closing-double-quote.ts';
import { requireClosingSingleQuote } from './dockerfile/require-closing-single-quote.ts';
import { requireCopyDestination } from './dockerfile/require-copy-destination.ts';
import { requireCopyFolder } from './dockerfile/require-copy-folder.ts';
import { requireCreatedUser } from './dockerfile/require-created-user.ts';
import { requireDurationUnit } from './dockerfile/require-duration-unit.ts';
import { requireFrom } from './dockerfile/require-from.ts';
import { requireGemVersion } from './dockerfile/require-gem-version.ts';
import { requireGoVersion } from './dockerfile/require-go-version.ts';
import { requireHealthcheck } from './dockerfile/require-healthcheck.ts';
import { requireHealthcheckCommand } from './dockerfile/require-healthcheck-command.ts';
import { requireLabels } from './dockerfile/require-labels.ts';
import { requireNpmVersion } from './dockerfile/require-npm-version.ts';
import { requirePipNoCache } from './dockerfile/require-pip-no-cache.ts';
import { requirePipVersion } from './dockerfile/require-pip-version.ts';
import { requirePipefail } from './dockerfile/require-pipefail.ts';
import { requireProgram } from './dockerfile/require-program.ts';
import { requireRpmClean } from './dockerfile/require-rpm-clean.ts';
import { requireRpmVersion } from './dockerfile/require-rpm-version.ts';
import { requireRpmYes } from './dockerfile/require-rpm-yes.ts';
import { requireVariableName } from './dockerfile/require-variable-name.ts';
import { requireVariableValue } from './dockerfile/require-variable-value.ts';
import { requireYarnClean } from './dockerfile/require-yarn-clean.ts';
import { requireZypperClean } from './dockerfile/require-zypper-clean.ts';
import { requireZypperVersion } from './dockerfile/require-zypper-version.ts';
import { requireZypperYes } from './dockerfile/require-zypper-yes.ts';
import { validDuration } from './dockerfile/valid-duration.ts';
import { validEscapeDirective } from './dockerfile/valid-escape-directive.ts';
import { validExecForm } from './dockerfile/valid-exec-form.ts';
import { validFlagValue } from './dockerfile/valid-flag-value.ts';
import { validHealthcheckType } from './dockerfile/valid-healthcheck-type.ts';
import { validImageReference } from './dockerfile/valid-image-reference.ts';
import { validLabelKey } from './dockerfile/valid-label-key.ts';
import { validPort } from './dockerfile/valid-port.ts';
import { validProtocol } from './dockerfile/valid-protocol.ts';
import { validShellForm } from './dockerfile/valid-shell-form.ts';
import { validSignal } from './dockerfile/valid-signal.ts';
import { validStageForm } from './dockerfile/valid-stage-form.ts';
import { validTrigger } from './dockerfile/valid-trigger.ts';
import { validVariableModifier } from './dockerfile/valid-variable-modifier.ts';
import { noCpuPackage } from './gpu/no-cpu-package.ts';
import { noNvidiaRuntime } from './gpu/no-nvidia-runtime.ts';
import { requireDevice } from './gpu/require-device.ts';
import { requireSharedMemory } from './gpu/require-shared-memory.ts';
import { noContradictingOptions } from './mlflow/no-contradicting-options.ts';
import { noIncompatibleSqlalchemy } from './mlflow/no-incompatible-sqlalchemy.ts';
import { noLoopbackHost } from './mlflow/no-loopback-host.ts';
import { noLoopbackTrackingUri } from './mlflow/no-loopback-tracking-uri.ts';
import { noOpenServer } from './mlflow/no-open-server.ts';
import { noOutdatedStore } from './mlflow/no-outdated-store.ts';
import { noRetiredImage } from './mlflow/no-retired-image.ts';
import { noSharedSqlite } from './mlflow/no-shared-sqlite.ts';
import { noUnknownOption } from './mlflow/no-unknown-option.ts';
import { noUnknownVariable } from './mlflow/no-unknown-variable.ts';
import { noUnsharedArtifactRoot } from './mlflow/no-unshared-artifact-root.ts';
import { noVersionSkew } from './mlflow/no-version-skew.ts';
import { requireAllowedHost } from './mlflow/require-allowed-host.ts';
import { requireArtifactAccess } from './mlflow/require-artifact-access.ts';
import { requireAuthSettings } from './mlflow/require-auth-settings.ts';
import { requireCreatedBucket } from './mlflow/require-created-bucket.ts';
import { requirePersistentArtifacts } from './mlflow/require-persistent-artifacts.ts';
import { requirePersistentStore } from './mlflow/require-persistent-store.ts';
import { requirePinnedSqlalchemy } from './mlflow/require-pinned-sqlalchemy.ts';
import { requireReachableServer } from './mlflow/require-reachable-server.ts';
import { requireRegisteredModel } from './mlflow/require-registered-model.ts';
import { requireServerCommand } from './mlflow/require-server-command.ts';
import { requireStaticPrefix } from './mlflow/require-static-prefix.ts';
import { requireStorePackage } from './mlflow/require-store-package.ts';
import { requireTrackingUri } from './mlflow/require-tracking-uri.ts';
import { requireTriggerRights } from './mlflow/require-trigger-rights.ts';
import { validSearchFilter } from './mlflow/valid-search-filter.ts';
import { validStoreDriver } from './mlflow/valid-store-driver.ts';
import { validTrackingUri } from './mlflow/valid-tracking-uri.ts';
import { consistentCredentials } from './project/consistent-credentials.ts';
import { noBackgroundServer } from './project/no-background-server.ts';
import { noCarriageReturn } from './project/no-carriage-return.ts';
import { noCommandInOneWord } from './project/no-command-in-one-word.ts';
import { noCopiedBuild } from './project/no-copied-build.ts';
import { noCopiedEnvironment } from './project/no-copied-environment.ts';
import { noHiddenEnvironment } from './project/no-hidden-environment.ts';
import { noHiddenStep } from './project/no-hidden-step.ts';
import { noIgnoredCopySource } from './project/no-ignored-copy-source.ts';
import { noLoopbackServer } from './project/no-loopback-server.ts';
import { noLoopbackUrl } from './project/no-loopback-url.ts';
import { noRepeatedProgram } from './project/no-repeated-program.ts';
import { noSplitArguments } from './project/no-split-arguments.ts';
import { noUnpublishedTag } from './project/no-unpublished-tag.ts';
import { requireBindSource } from './project/require-bind-source.ts';
import { requireCodeVariable } from './project/require-code-variable.ts';
import { requireCommandFile } from './project/require-command-file.ts';
import { requireCopySource } from './project/require-copy-source.ts';
import { requireDockerfile } from './project/require-dockerfile.ts';
import { requireExec } from './project/require-exec.ts';
import { requireHealthAddress } from './project/require-health-address.ts';
import { requireHealthTarget } from './project/require-health-target.ts';
import { requireImportedFile } from './project/require-imported-file.ts';
import { requireKnownHost } from './project/require-known-host.ts';
import { requireOwnedVolume } from './project/require-owned-volume.ts';
import { requireReachableAddress } from './project/require-reachable-address.ts';
import { requireRunFile } from './project/require-run-file.ts';
import { requireSetVariable } from './project/require-set-variable.ts';
import { requireShebang } from './project/require-shebang.ts';
import { requireStartedProgram } from './project/require-started-program.ts';
import { noDebugServer } from './python/no-debug-server.ts';
import { noLoneActivation } from './python/no-lone-activation.ts';
import { noMovedEnvironment } from './python/no-moved-environment.ts';
import { noPathAsModule } from './python/no-path-as-module.ts';
import { noPythonMismatch } from './python/no-python-mismatch.ts';
import { noSystemInstall } from './python/no-system-install.ts';
import { noUnquotedConstraint } from './python/no-unquoted-constraint.ts';
import { preferProductionServer } from './python/prefer-production-server.ts';
import { requireBuildFiles } from './python/require-build-files.ts';
import { requireCommandModule } from './python/require-command-module.ts';
import { requireEnvironmentPath } from './python/require-environment-path.ts';
import { requireGit } from './python/require-git.ts';
import { requireImportPath } from './python/require-import-path.ts';
import { requireSystemLibrary } from './python/require-system-library.ts';
import { requireUsablePackages } from './python/require-usable-packages.ts';
import { requireUvEnvironment } from './python/require-uv-environment.ts';
import { validInstallCommand } from './python/valid-install-command.ts';
import { validRequirement } from './python/valid-requirement.ts';
import { noCommittedSecret } from './secrets/no-committed-secret.ts';
import { noCopiedSecret } from './secrets/no-copied-secret.ts';
import { noOpenNotebook } from './secrets/no-open-notebook.ts';

export const rules: readonly Rule[] = [
  consistentFileSets,
  noAirplayPort,
  noBuildWithImage,
  noConflictingKeys,
  noDependencyCycle,
  noDockerSocket,
  noDuplicateContainerName,
  noDuplicateHostPort,
  noDuplicateMount,
  noEndOfLifeImage,
  noEndlessJob,
  noExternalOptions,
  noFileAsVariable,
  noFloatingImageTag,
  noFloatingStatefulImage,
  noHostSearchPath,
  noMachinePath,
  noMixedPlatform,
  noMountConflict,
  noObsoleteVersion,
  noOverlappingPortRange,
  noPublishedDatabase,
  noQuotedListValue,
  noQuotedVolume,
  noRelativeMountTarget,
  noRestartingJob,
  noShellOperatorInList,
  noStrayDollar,
  noUnboundPort,
  noUnknownKey,
  noUnsetVariable,
  noUnusedResource,
  preferReadyDependency,
  preferSeparateNetworks,
  preferServiceKeyOrder,
  preferSortedDependencies,
  preferSortedPorts,
  preferSortedServices,
  preferTopLevelOrder,
  requireDeclaredResource,
  requireDeclaredVolume,
  requireEnvFile,
  requireFinishedJob,
  requireHealthDatabase,
  requireHostGateway,
  requireImageOrBuild,
  requireKey,
  requireKnownDependency,
  requireKnownService,
  requireMemoryLimit,
  requirePersistentDatabase,
  requireProjectName,
  requireQuotedPort,
  requireReadyDependency,
  requireSharedVariable,
  requireSource,
  requireWaitedHealthcheck,
  validContainerName,
  validEngineValue,
  validHealthTest,
  validImageName,
  validInterpolation,
  validName,
  validType,
  validValue,
  validVariableItem,
  consistentAsCase,
  consistentDescription,
  consistentInstructionCase,
  consistentProtocolCase,
  noAptRecommends,
  noBashSyntax,
  noColonInEnv,
  noCommandInEnv,
  noConsecutiveRun,
  noConstantPlatform,
  noCopiedAddress,
  noDistributionUpgrade,
  noDuplicateFlag,
  noDuplicateStage,
  noEchoOption,
  noEmptyContinuation,
  noEndOfLifeBase,
  noEnvSelfReference,
  noFlattenedFolder,
  noFloatingBase,
  noHostCommand,
  noHostPort,
  noIgnoredCommand,
  noLoneCd,
  noLoneExport,
  noMaintainer,
  noMissingHealthTool,
  noMissingOperator,
  noOpenOperator,
  noRedundantPlatform,
  noRelativeCopyDestination,
  noRelativeWorkdir,
  noRemovedPackage,
  noRepeatedCommand,
  noReservedStageName,
  noRootUser,
  noSecretVariable,
  noSelfCopy,
  noShellLink,
  noShortDuration,
  noSingleQuotedExecForm,
  noSparseUserLog,
  noSudo,
  noSwallowedInstruction,
  noUndefinedBaseArgument,
  noUndefinedVariable,
  noUnknownCopyStage,
  noUnknownFlag,
  noUnknownInstruction,
  noUnprivilegedInstall,
  noUntrustedRegistry,
  noUpperCaseStage,
  noVariableInExecForm,
  noWgetAndCurl,
  noWgetProgress,
  noWholeCopy,
  noWorldWritable,
  preferAddArchive,
  preferAptGet,
  preferCopy,
  preferEqualsSign,
  preferExecForm,
  preferLateSourceCopy,
  preferLowerCaseDirective,
  preferNumericUser,
  preferUpperCaseInstruction,
  requireApkNoCache,
  requireApkVersion,
  requireAptGetYes,
  requireAptListsRemoved,
  requireAptUpdate,
  requireAptVersion,
  requireArguments,
  requireBaseDefault,
  requireBaseName,
  requireClosingDoubleQuote,
  requireClosingSingleQuote,
  requireCopyDestination,
  requireCopyFolder,
  requireCreatedUser,
  requireDurationUnit,
  requireFrom,
  requireGemVersion,
  requireGoVersion,
  requireHealthcheck,
  requireHealthcheckCommand,
  requireLabels,
  requireNpmVersion,
  requirePipNoCache,
  requirePipVersion,
  requirePipefail,
  requireProgram,
  requireRpmClean,
  requireRpmVersion,
  requireRpmYes,
  requireVariableName,
  requireVariableValue,
  requireYarnClean,
  requireZypperClean,
  requireZypperVersion,
  requireZypperYes,
  validDuration,
  validEscapeDirective,
  validExecForm,
  validFlagValue,
  validHealthcheckType,
  validImageReference,
  validLabelKey,
  validPort,
  validProtocol,
  validShellForm,
  validSignal,
  validStageForm,
  validTrigger,
  validVariableModifier,
  noCpuPackage,
  noNvidiaRuntime,
  requireDevice,
  requireSharedMemory,
  noContradictingOptions,
  noIncompatibleSqlalchemy,
  noLoopbackHost,
  noLoopbackTrackingUri,
  noOpenServer,
  noOutdatedStore,
  noRetiredImage,
  noSharedSqlite,
  noUnknownOption,
  noUnknownVariable,
  noUnsharedArtifactRoot,
  noVersionSkew,
  requireAllowedHost,
  requireArtifactAccess,
  requireAuthSettings,
  requireCreatedBucket,
  requirePersistentArtifacts,
  requirePersistentStore,
  requirePinnedSqlalchemy,
  requireReachableServer,
  requireRegisteredModel,
  requireServerCommand,
  requireStaticPrefix,
  requireStorePackage,
  requireTrackingUri,
  requireTriggerRights,
  validSearchFilter,
  validStoreDriver,
  validTrackingUri,
  consistentCredentials,
  noBackgroundServer,
  noCarriageReturn,
  noCommandInOneWord,
  noCopiedBuild,
  noCopiedEnvironment,
  noHiddenEnvironment,
  noHiddenStep,
  noIgnoredCopySource,
  noLoopbackServer,
  noLoopbackUrl,
  noRepeatedProgram,
  noSplitArguments,
  noUnpublishedTag,
  requireBindSource,
  requireCodeVariable,
  requireCommandFile,
  requireCopySource,
  requireDockerfile,
  requireExec,
  requireHealthAddress,
  requireHealthTarget,
  requireImportedFile,
  requireKnownHost,
  requireOwnedVolume,
  requireReachableAddress,
  requireRunFile,
  requireSetVariable,
  requireShebang,
  requireStartedProgram,
  noDebugServer,
  noLoneActivation,
  noMovedEnvironment,
  noPathAsModule,
  noPythonMismatch,
  noSystemInstall,
  noUnquotedConstraint,
  preferProductionServer,
  requireBuildFiles,
  requireCommandModule,
  requireEnvironmentPath,
  requireGit,
  requireImportPath,
  requireSystemLibrary,
  requireUsablePackages,
  requireUvEnvironment,
  validInstallCommand,
  validRequirement,
  noCommittedSecret,
  noCopiedSecret,
  noOpenNotebook,
];
