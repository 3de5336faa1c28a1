import { busyboxImage } from '../../../src/build/services/base-image.ts';
import { openDockerEngine } from '../../../src/adapters/docker/open-docker-engine.ts';
import { containerEngineContract } from '../../contract/container-engine.contract.ts';
import { openTestEngine } from '../../support/engine.ts';

containerEngineContract('the engine of the test run', async () => {
  const host = await openTestEngine();
  const engine = await openDockerEngine(
    { env: { DOCKER_HOST: `unix://${host.socketPath}` } },
    AbortSignal.timeout(20_000),
  );
  return {
    engine,
    image: busyboxImage,
    close: async () => {
      engine.dispose();
      await host.stop();
    },
  };
});
