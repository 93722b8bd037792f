import type { ApiObject } from '../../cluster/types';
import { isObject, type JsonObject } from '../../json';
import { badRequest } from '../rpc';
import { podNameOf } from './podNameOf';

/** Nodes that a retry keeps as they are. */
const kept = new Set(['Succeeded', 'Skipped']);
const failed = new Set(['Error', 'Failed', 'Omitted']);

/**
 * A failed Workflow as a retry starts it again: nodes that failed are forgotten, DAGs that failed run on, and the
 * pods of the former go.
 *
 * @throws RpcError 409 when it has not failed
 */
export function retriedWorkflow(
  workflow: ApiObject,
  generation: number,
): { workflow: ApiObject; pods: string[] } {
  const status = isObject(workflow.status) ? workflow.status : {};
  if (status.phase !== 'Failed' && status.phase !== 'Error') {
    throw badRequest(
      new Error('workflow cannot be retried'),
      'Workflow must be Failed/Error to retry',
    );
  }
  const nodes: Record<string, JsonObject> = {};
  const pods: string[] = [];
  const exit = `${workflow.metadata.name}.onExit`;
  const all = isObject(status.nodes) ? status.nodes : {};
  for (const [id, node] of Object.entries(all) as [string, JsonObject][]) {
    const isExit = String(node.name).startsWith(exit);
    if (kept.has(String(node.phase)) && !isExit) {
      nodes[id] = node;
    } else if (
      failed.has(String(node.phase)) &&
      node.type === 'DAG' &&
      !isExit
    ) {
      const { message: _, ...rest } = node;
      nodes[id] = { ...rest, phase: 'Running', finishedAt: null };
    } else if (node.type === 'Pod') {
      pods.push(podNameOf(workflow, node));
    }
  }
  const {
    'workflows.argoproj.io/completed': _,
    'pipeline/persistedFinalState': __,
    ...labels
  } = workflow.metadata.labels ?? {};
  const { message: ___, ...running } = status;
  const { activeDeadlineSeconds, ...spec } = workflow.spec as JsonObject;
  return {
    pods,
    workflow: {
      ...workflow,
      metadata: {
        ...workflow.metadata,
        labels: { ...labels, 'workflows.argoproj.io/phase': 'Running' },
        annotations: {
          ...workflow.metadata.annotations,
          'pipelines.kubeflow.org/retry-generation': String(generation),
        },
      },
      spec: {
        ...spec,
        // One that was terminated has its deadline taken away.
        ...(activeDeadlineSeconds === undefined || activeDeadlineSeconds === 0
          ? {}
          : { activeDeadlineSeconds }),
      },
      status: {
        ...running,
        phase: 'Running',
        finishedAt: null,
        conditions: [{ type: 'Completed', status: 'False' }],
        nodes,
      },
    },
  };
}
