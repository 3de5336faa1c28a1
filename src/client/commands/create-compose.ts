import { addService } from './add-service.ts';
import type { Command } from './command-context.ts';

/** A project's compose file begins with its first service. */
export const createCompose: Command = addService;
