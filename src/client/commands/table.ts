import type { CommandTable } from './register.ts';

/** One handler for each command that the manifest declares, loaded when it is first run. */
export const commandTable: CommandTable = {
  'drydock.service.up': async () => (await import('./start-service.ts')).startService,
  'drydock.service.stop': async () => (await import('./stop-service.ts')).stopService,
  'drydock.service.open': async () => (await import('./open-service.ts')).openService,
  'drydock.service.add': async () => (await import('./add-service.ts')).addService,
  'drydock.logs.show': async () => (await import('./show-logs.ts')).showLogs,
  'drydock.container.shell': async () => (await import('./open-shell.ts')).openShell,
  'drydock.container.why': async () => (await import('./why-stopped.ts')).whyStopped,
  'drydock.leftovers.remove': async () =>
    (await import('./remove-leftovers.ts')).removeLeftoversOfCrashes,
  'drydock.fileSet.select': async () => (await import('./select-file-set.ts')).selectFileSet,
  'drydock.compose.create': async () => (await import('./create-compose.ts')).createCompose,
  'drydock.volume.openFile': async () => (await import('./open-volume-file.ts')).openVolumeFile,
  'drydock.run.open': async () => (await import('./open-run.ts')).openRun,
  'drydock.store.signIn': async () => (await import('./sign-in.ts')).signIn,
  'drydock.run.copyId': async () => (await import('./copy-run-id.ts')).copyRunId,
  'drydock.artifact.open': async () => (await import('./open-artifact.ts')).openArtifact,
  'drydock.view.refresh': async () => (await import('./refresh-views.ts')).refreshViews,
  'drydock.engine.install': async () => (await import('./open-help.ts')).installEngine,
  'drydock.engine.start': async () => (await import('./open-help.ts')).startEngine,
  'drydock.engine.permission': async () => (await import('./open-help.ts')).getPermission,
  'drydock.engine.retry': async () => (await import('./retry-engine.ts')).retryEngine,
  'drydock.trust.manage': async () => (await import('./manage-trust.ts')).manageTrust,
  'drydock.lint.workspace': async () => (await import('./lint-workspace.ts')).lintWorkspace,
  'drydock.fix.file': async () => (await import('./fix-file.ts')).fixFile,
  'drydock.fix.workspace': async () => (await import('./fix-workspace.ts')).fixWorkspace,
  'drydock.report.copy': async () => (await import('./copy-report.ts')).copyReport,
  'drydock.rule.open': async () => (await import('./open-rule.ts')).openRule,
  'drydock.server.restart': async () => (await import('./restart-server.ts')).restartServer,
  'drydock.output.show': async () => (await import('./show-output.ts')).showOutput,
};
