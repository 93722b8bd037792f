import type { ApiObject } from '../../cluster/types';
import { isObject, type JsonObject } from '../../json';
import type { Template } from '../spec';

/** What the Workflow of a run is made of. */
export interface WorkflowOrder {
  template: Template;
  runId: string;
  displayName: string;
  namespace: string;
  serviceAccount: string;
  parameters: Record<string, unknown>;
  pipelineRoot: string;
}

function tasksOf(spec: JsonObject): Record<string, JsonObject> {
  const root = isObject(spec.root) ? spec.root : {};
  const dag = isObject(root.dag) ? root.dag : {};
  return (isObject(dag.tasks) ? dag.tasks : {}) as Record<string, JsonObject>;
}

/** The Argo Workflow that the server makes of a pipeline. */
export function workflowOf(order: WorkflowOrder): ApiObject {
  const { template, runId } = order;
  const tasks = Object.entries(tasksOf(template.spec));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      name: '',
      generateName: `${template.name || 'workflow'}-`,
      namespace: order.namespace,
      labels: { 'pipeline/runid': runId },
      annotations: { 'pipelines.kubeflow.org/run_name': order.displayName },
    },
    spec: {
      entrypoint: 'entrypoint',
      serviceAccountName: order.serviceAccount,
      podMetadata: {
        annotations: { 'pipelines.kubeflow.org/v2_component': 'true' },
        labels: {
          'pipeline/runid': runId,
          'pipelines.kubeflow.org/v2_component': 'true',
        },
      },
      templates: [
        {
          name: 'entrypoint',
          dag: {
            tasks: tasks.map(([name, task]) => ({
              name,
              template: name,
              ...(Array.isArray(task.dependentTasks)
                ? { depends: task.dependentTasks.join(' && ') }
                : {}),
            })),
          },
        },
        ...tasks.map(([name]) => ({
          name,
          container: { image: 'python:3.12-slim' },
        })),
      ],
    },
  };
}
