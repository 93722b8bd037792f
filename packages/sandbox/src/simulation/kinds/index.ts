import { mpiJob } from './mpiJob';
import {
  jaxJob,
  mpiJobV1,
  paddleJob,
  pyTorchJob,
  tfJob,
  xgBoostJob,
} from './replicaJobs';
import { trainJob } from './trainJob';
import type { TrainingKind } from './TrainingKind';

/** Every kind of training job that the simulation brings to life. */
export const trainingKinds: readonly TrainingKind[] = [
  trainJob,
  pyTorchJob,
  tfJob,
  mpiJob,
  mpiJobV1,
  xgBoostJob,
  paddleJob,
  jaxJob,
];
