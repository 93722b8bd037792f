export { kubeflowApiRef } from './KubeflowApi';
export type {
  KubeflowApi,
  KubeflowRequestOptions,
  KubeflowStreamMessage,
  KubeflowStreamOptions,
  KubeflowStreamRequest,
} from './KubeflowApi';
export { KubeflowClient } from './KubeflowClient';
export { KubeflowResponseError } from './KubeflowResponseError';
export {
  isSameWorkload,
  workloadPath,
  workloadRefOf,
  type WorkloadRef,
} from './workloadRef';
