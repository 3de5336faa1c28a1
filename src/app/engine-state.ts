import type { ContainerEngine } from '../ports/container-engine.ts';
import type { Container, EngineAbout, Network, Volume } from '../ports/engine-objects.ts';
import type { EngineFailure } from '../ports/engine-error.ts';

/** Everything the trees need of an engine, taken at one moment. */
export interface EngineSnapshot {
  readonly about: EngineAbout;
  readonly address: string;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly networks: readonly Network[];
}

/** What is known about the engine now. `epoch` grows with each engine that is opened, so that answers of a former one can be told. */
export type EngineState =
  /** Nobody looks, or looking is not allowed yet. */
  | { readonly kind: 'idle'; readonly epoch: number }
  | { readonly kind: 'connecting'; readonly epoch: number }
  | {
      readonly kind: 'connected';
      readonly epoch: number;
      /** Put away when nobody looks any more: shells and actions that must outlive a view open an engine of their own. */
      readonly engine: ContainerEngine;
      readonly snapshot: EngineSnapshot;
    }
  | {
      readonly kind: 'unavailable';
      readonly epoch: number;
      readonly failure: EngineFailure;
      /** One sentence for a person. */
      readonly message: string;
      /** How often it was tried since it was last reached. */
      readonly attempts: number;
    };
