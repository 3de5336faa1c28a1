import { containerEngineContract } from '../../contract/container-engine.contract.ts';
import { FakeEngine } from '../../support/fake-engine.ts';

containerEngineContract('the fake engine', () => {
  const engine = new FakeEngine();
  const image = 'fake/shell:1';
  engine.addImage(image);
  return Promise.resolve({ engine, image, close: () => Promise.resolve() });
});
