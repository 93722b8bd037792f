import { createPermission } from '@backstage/plugin-permission-common';

/** Reading workloads, their pods, events and manifests, and the state of the clusters. @public */
export const kubeflowWorkloadReadPermission = createPermission({
  name: 'kubeflow.workload.read',
  attributes: { action: 'read' },
});

/** @public */
export const kubeflowPermissions = [kubeflowWorkloadReadPermission];
