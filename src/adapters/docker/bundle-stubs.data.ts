/**
 * Modules that dockerode loads and that we never call: its transport is ours, and nothing is built or packed through
 * it. The bundler replaces each by an empty object, which keeps grpc, protobufjs and ssh2 out of what ships.
 */
export const bundleStubs = [
  'docker-modem',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  'protobufjs',
  'tar-fs',
  '@balena/dockerignore',
] as const;
