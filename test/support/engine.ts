export { openPrivateEngine, openTestEngine } from '../../src/build/services/test-engine.ts';
export type { TestEngine } from '../../src/build/services/test-engine.ts';
