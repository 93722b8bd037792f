import { pipelineOperations } from './pipelineOperations';
import { runLogOperations } from './runLogOperations';
import { runOperations } from './runOperations';
import { scheduleOperations } from './scheduleOperations';

/** Routes of the Pipelines API, below `/api/kubeflow/v1/pipelines`. */
export const pipelinesOperations = {
  ...pipelineOperations,
  ...runOperations,
  ...runLogOperations,
  ...scheduleOperations,
};
