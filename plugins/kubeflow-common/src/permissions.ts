import { createPermission } from '@backstage/plugin-permission-common';

/** Reading workloads, their pods, events and manifests, and the state of the clusters. @public */
export const kubeflowWorkloadReadPermission = createPermission({
  name: 'kubeflow.workload.read',
  attributes: { action: 'read' },
});

/** Reading what containers wrote. @public */
export const kubeflowLogReadPermission = createPermission({
  name: 'kubeflow.log.read',
  attributes: { action: 'read' },
});

/** Reading pipelines, versions, experiments, runs, recurring runs and their artifacts. @public */
export const kubeflowPipelineReadPermission = createPermission({
  name: 'kubeflow.pipeline.read',
  attributes: { action: 'read' },
});

/** Uploading pipelines and versions. @public */
export const kubeflowPipelineCreatePermission = createPermission({
  name: 'kubeflow.pipeline.create',
  attributes: { action: 'create' },
});

/** Deleting pipelines and versions. @public */
export const kubeflowPipelineDeletePermission = createPermission({
  name: 'kubeflow.pipeline.delete',
  attributes: { action: 'delete' },
});

/** Starting runs, making recurring runs and experiments. @public */
export const kubeflowRunCreatePermission = createPermission({
  name: 'kubeflow.run.create',
  attributes: { action: 'create' },
});

/** Retrying, terminating, archiving, restoring runs; enabling and disabling recurring runs. @public */
export const kubeflowRunUpdatePermission = createPermission({
  name: 'kubeflow.run.update',
  attributes: { action: 'update' },
});

/** Deleting runs, recurring runs and experiments. @public */
export const kubeflowRunDeletePermission = createPermission({
  name: 'kubeflow.run.delete',
  attributes: { action: 'delete' },
});

/** @public */
export const kubeflowPermissions = [
  kubeflowWorkloadReadPermission,
  kubeflowLogReadPermission,
  kubeflowPipelineReadPermission,
  kubeflowPipelineCreatePermission,
  kubeflowPipelineDeletePermission,
  kubeflowRunCreatePermission,
  kubeflowRunUpdatePermission,
  kubeflowRunDeletePermission,
];
