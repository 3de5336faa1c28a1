/** Commands that rows and notices of the trees name. The manifest of the client declares them. */
export const treeCommands = {
  installDocker: 'drydock.engine.install',
  startEngine: 'drydock.engine.start',
  fixPermission: 'drydock.engine.permission',
  retryEngine: 'drydock.engine.retry',
  manageTrust: 'drydock.trust.manage',
  createCompose: 'drydock.compose.create',
  openService: 'drydock.service.open',
  openArtifact: 'drydock.artifact.open',
  openVolumeFile: 'drydock.volume.openFile',
} as const;
