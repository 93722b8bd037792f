import type { ApiClient, Json } from '../apiClient';

/** A phase of Argo's, of a workflow or of one of its nodes. */
export type ArgoPhase =
  | 'Pending'
  | 'Running'
  | 'Succeeded'
  | 'Skipped'
  | 'Failed'
  | 'Error'
  | 'Omitted';

/** A node of a workflow, as far as the persistence agent reads it. */
export interface WorkflowNode {
  /** Its name within the workflow, dots between the levels: `root.clean`; empty for the workflow itself. */
  name: string;
  phase: ArgoPhase;
  type?: 'Pod' | 'DAG' | 'TaskGroup' | 'Retry' | 'Skipped';
  message?: string;
  /** ISO 8601. */
  startedAt?: string;
  finishedAt?: string;
  /** Names of the nodes that come after it. */
  children?: string[];
}

/**
 * Says what has become of a workflow, as Argo does when it looks at its pods. Only for workflows that no controller looks
 * after: it would say otherwise.
 */
export async function setWorkflowStatus(
  client: ApiClient,
  namespace: string,
  workflow: string,
  status: {
    phase: ArgoPhase;
    message?: string;
    startedAt?: string;
    finishedAt?: string;
    nodes: WorkflowNode[];
  },
): Promise<Json> {
  const id = (name: string) =>
    name ? `${workflow}-${fnv32a(`${workflow}.${name}`)}` : workflow;
  const nodes = status.nodes.map(({ name, children = [], ...node }) => [
    id(name),
    {
      type: 'Pod',
      ...node,
      id: id(name),
      name: name ? `${workflow}.${name}` : workflow,
      displayName: name.slice(name.lastIndexOf('.') + 1) || workflow,
      children: children.map(id),
    },
  ]);
  const done = ['Succeeded', 'Failed', 'Error'].includes(status.phase);
  return client.mergePatch(
    `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/workflows/${workflow}`,
    {
      metadata: {
        labels: {
          'workflows.argoproj.io/phase': status.phase,
          ...(done && { 'workflows.argoproj.io/completed': 'true' }),
        },
      },
      status: { ...status, nodes: Object.fromEntries(nodes) },
    },
  );
}

/** The hash that Argo makes ids of nodes with: FNV-1a of 32 bits. */
function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}
