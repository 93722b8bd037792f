import { readArgoNodes } from '../kinds/workflows/argoNodes';
import { asString } from '../reading';
import type { KubernetesObject } from '../kubernetesObject';
import type { EngineNode } from './types';

/**
 * The steps of an Argo workflow that have a pod, as a diagnosis takes them. The pod of a step is named after the
 * workflow, the template and the number at the end of the node's id (argoproj/argo-workflows workflow/util/pod_name.go),
 * or like the node itself.
 *
 * @param podNames - of the pods that are there
 * @public
 */
export function argoEngineNodes(
  workflow: KubernetesObject,
  podNames: readonly string[],
): EngineNode[] {
  const pods = new Map(
    podNames.map(name => [name.slice(name.lastIndexOf('-') + 1), name]),
  );
  const { status } = workflow as { status?: unknown };
  return readArgoNodes(status).pods.map(
    ({ name, phase, message, finishedAt, raw }) => {
      const id = asString(raw.id) ?? '';
      return {
        name,
        phase,
        message,
        finishedAt,
        pod: pods.get(id.slice(id.lastIndexOf('-') + 1)),
      };
    },
  );
}
