import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { argoNodeId, type ArgoNode } from './argoNodes';

/**
 * Names of the pods that worked for each task, oldest first, of a workflow whose nodes are known. Argo makes them of the
 * workflow's name, the template's and the number at the end of the node's id (argo-workflows workflow/util/pod_name.go,
 * format v2); Kubeflow Pipelines' compiler has few templates (backend/src/v2/compiler/argocompiler/container.go).
 *
 * @param keyOf - tells the instances of a task apart
 */
export function podNamesOf(
  nodes: readonly ArgoNode[],
  byPath: ReadonlyMap<string, PipelineNode>,
  keyOf: (node: ArgoNode) => string,
): Map<string, string[]> {
  const workflow = nodes[0]?.name ?? '';
  const executors = new Map<string, ArgoNode[]>();
  const attempts = new Map<string, ArgoNode[]>();
  for (const node of nodes) {
    const type = byPath.get(node.path)?.type;
    const isExecutor =
      node.use === 'executor' || (node.use === 'task' && type === 'importer');
    const list = isExecutor
      ? executors
      : node.use === 'attempt'
        ? attempts
        : undefined;
    list?.set(keyOf(node), [...(list.get(keyOf(node)) ?? []), node]);
  }
  return new Map(
    [...executors].map(([key, own]) => [
      key,
      // What is tried again is no pod itself: its attempts are.
      (attempts.get(key) ?? own).flatMap(node => {
        const template = templateOf(byPath.get(node.path), byPath);
        const id = argoNodeId(workflow, node.name);
        const number = id.slice(id.lastIndexOf('-') + 1);
        return template ? [`${workflow}-${template}-${number}`] : [];
      }),
    ]),
  );
}

/** `undefined`: its name is made of what is not known here. */
function templateOf(
  node: PipelineNode | undefined,
  byPath: ReadonlyMap<string, PipelineNode>,
): string | undefined {
  if (!node || node.platform.some(({ key }) => key === 'podMetadata')) {
    return undefined;
  }
  if (node.type === 'importer') {
    return 'system-importer';
  }
  let isRetried = false;
  // The tasks of a DAG are tried again as the DAG would be.
  for (
    let around: PipelineNode | undefined = node;
    around;
    around = byPath.get(around.parentId ?? '')
  ) {
    isRetried ||= around.retry !== undefined;
  }
  return isRetried ? 'retry-system-container-impl' : 'system-container-impl';
}

/** The workflow that a pod of Kubeflow Pipelines is of, by the pod's name in either format of Argo's. */
export function workflowOfPod(pod: string): string | undefined {
  return (
    /^(.+?)-(?:metadata-\d+-\d+-)?(?:retry-)?system-(?:container-impl|importer|importer-workspace|container-driver|dag-driver)-\d+$/.exec(
      pod,
    )?.[1] ?? /^(.+)-\d+$/.exec(pod)?.[1]
  );
}
