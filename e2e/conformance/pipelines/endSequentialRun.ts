import type { ApiClient, Json } from '../../cluster/apiClient';
import {
  setWorkflowStatus,
  type WorkflowNode,
} from '../../cluster/pipelines/workflowStatus';

/**
 * Lets a run of the pipeline `sequential` end as Argo would tell it: the outputs of its first task were there already,
 * the second failed, and the third did not come about.
 */
export async function endSequentialRun(
  admin: ApiClient,
  runId: string,
): Promise<void> {
  const { items } = await admin.get('/apis/argoproj.io/v1alpha1/workflows', {
    labelSelector: `pipeline/runid=${runId}`,
  });
  const [{ metadata }]: Json[] = items;
  const began = Math.floor(Date.now() / 1000) - 60;
  const at = (second: number) =>
    new Date((began + second) * 1000).toISOString().replace('.000Z', 'Z');
  const node = (
    name: string,
    phase: WorkflowNode['phase'],
    [from, to]: [number, number],
    children: string[] = [],
  ): WorkflowNode => ({
    name,
    phase,
    type: children.length > 0 ? 'DAG' : 'Pod',
    startedAt: at(from),
    finishedAt: at(to),
    children,
  });
  await setWorkflowStatus(admin, metadata.namespace, metadata.name, {
    phase: 'Failed',
    startedAt: at(0),
    finishedAt: at(50),
    nodes: [
      node('', 'Failed', [0, 50], ['root-driver']),
      node('root-driver', 'Succeeded', [0, 5], ['root']),
      node('root', 'Failed', [5, 50], ['root.extract-driver']),
      node('root.extract-driver', 'Succeeded', [5, 10], ['root.extract']),
      node('root.extract', 'Succeeded', [10, 10], ['root.extract.executor']),
      node('root.extract.executor', 'Skipped', [10, 10], ['root.clean-driver']),
      node('root.clean-driver', 'Succeeded', [10, 15], ['root.clean']),
      node('root.clean', 'Failed', [15, 45], ['root.clean.executor']),
      node('root.clean.executor', 'Failed', [15, 45], ['root.report-driver']),
      node('root.report-driver', 'Omitted', [45, 45], ['root.report']),
      node('root.report', 'Omitted', [45, 45]),
    ],
  });
}
