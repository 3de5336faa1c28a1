import { databaseSymptoms } from './database-symptoms.data.ts';
import { fileSymptoms } from './file-symptoms.data.ts';
import { gpuSymptoms } from './gpu-symptoms.data.ts';
import { mlflowSymptoms } from './mlflow-symptoms.data.ts';
import { networkSymptoms } from './network-symptoms.data.ts';
import { processSymptoms } from './process-symptoms.data.ts';
import { pythonSymptoms } from './python-symptoms.data.ts';
import { storageSymptoms } from './storage-symptoms.data.ts';
import type { Symptom } from './symptom.ts';

/** All symptoms. Of those that know a line the first one counts, so special ones stand before general ones. */
export const symptoms: readonly Symptom[] = [
  ...mlflowSymptoms,
  ...storageSymptoms,
  ...gpuSymptoms,
  ...databaseSymptoms,
  ...pythonSymptoms,
  ...networkSymptoms,
  ...processSymptoms,
  ...fileSymptoms,
];
