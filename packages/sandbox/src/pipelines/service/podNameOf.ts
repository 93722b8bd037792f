import type { ApiObject } from '../../cluster/types';
import type { JsonObject } from '../../json';

/** The name of a node's pod, as Argo makes it (`v2`): Workflow, template, and the hash that ends the node's id. */
export function podNameOf(workflow: ApiObject, node: JsonObject): string {
  const { name } = workflow.metadata;
  const id = String(node.id);
  if (
    workflow.metadata.annotations?.['workflows.argoproj.io/pod-name-format'] ===
    'v1'
  ) {
    return id;
  }
  if (node.name === name) return name;
  const hash = id.slice(id.lastIndexOf('-') + 1);
  return String(node.name).includes('.inline')
    ? `${name}-${hash}`
    : `${name}-${String(node.templateName ?? '')}-${hash}`;
}
