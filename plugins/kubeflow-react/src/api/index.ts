export { kubeflowApiRef } from './KubeflowApi';
export type {
  KubeflowApi,
  KubeflowRequestOptions,
  KubeflowStreamMessage,
  KubeflowStreamOptions,
  KubeflowStreamRequest,
  LogMessage,
} from './KubeflowApi';
export { KubeflowClient } from './KubeflowClient';
export { logPath, type LogAddress } from './LogAddress';
export { KubeflowResponseError } from './KubeflowResponseError';
export {
  isSameWorkload,
  workloadPath,
  workloadRefOf,
  type WorkloadRef,
} from './workloadRef';
