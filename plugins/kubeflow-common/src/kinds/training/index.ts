import type { KindDefinition } from '../types';
import { jaxJob } from './jaxJob';
import { jobSet } from './jobSet';
import { mpiJob } from './mpiJob';
import { paddleJob } from './paddleJob';
import { pytorchJob } from './pytorchJob';
import { tfJob } from './tfJob';
import { trainJob } from './trainJob';
import { clusterTrainingRuntime, trainingRuntime } from './trainingRuntime';
import { xgboostJob } from './xgboostJob';

/** The training family. @public */
export const trainingKinds: readonly KindDefinition[] = [
  trainJob,
  trainingRuntime,
  clusterTrainingRuntime,
  pytorchJob,
  tfJob,
  mpiJob,
  xgboostJob,
  paddleJob,
  jaxJob,
  jobSet,
];

export {
  clusterTrainingRuntime,
  jaxJob,
  jobSet,
  mpiJob,
  paddleJob,
  pytorchJob,
  tfJob,
  trainJob,
  trainingRuntime,
  xgboostJob,
};
