import type { ServiceTemplate } from './service-template.ts';
import { fastapiApi } from './services/fastapi-api.ts';
import { mlflowServer } from './services/mlflow.ts';
import { trainingJob } from './services/training-job.ts';

/** Every service that can be added. A new one is a file in `services/` and a line here. */
export const services: readonly ServiceTemplate[] = [trainingJob, fastapiApi, mlflowServer];
