import {
  asRecord,
  asString,
  asTime,
  at,
  cleanText,
  type EngineNode,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { gunzipSync } from 'node:zlib';

/** A workflow that is not offloaded holds no more. */
const MAX_NODES = 20_000;
/** Bytes of the nodes of a large workflow, unpacked; Argo packs what an object has no room for, so it is a few. */
const MAX_UNPACKED = 64_000_000;

/** A node of a workflow that has a pod, and where it is in the workflow. */
export interface WorkflowNode extends EngineNode {
  /** `flowers-x7k2p.root.train.executor` */
  fullName: string;
}

/**
 * The nodes of a workflow that have pods, packed ones too (argo-workflows util/file and workflow/packer). The name of a
 * pod is that of its workflow and template with the number at the end of the node's id.
 *
 * @param podNames - of the pods that are there
 */
export function readWorkflowNodes(
  workflow: KubernetesObject,
  podNames: readonly string[],
): WorkflowNode[] {
  const pods = new Map(podNames.map(name => [lastPart(name), name]));
  return Object.values(nodesOf(workflow))
    .slice(0, MAX_NODES)
    .map(asRecord)
    .filter(node => node?.type === 'Pod')
    .map(node => ({
      fullName: asString(node?.name) ?? '',
      name: cleanText(node?.displayName, 200) ?? '',
      phase: asString(node?.phase),
      message: cleanText(node?.message, 4000),
      finishedAt: asTime(node?.finishedAt),
      pod: pods.get(lastPart(asString(node?.id) ?? '')),
    }));
}

function nodesOf({ status }: KubernetesObject): Record<string, unknown> {
  const plain = asRecord(at(status, 'nodes'));
  if (plain) {
    return plain;
  }
  const packed = asString(at(status, 'compressedNodes'));
  if (!packed) {
    return {};
  }
  try {
    const text = gunzipSync(Buffer.from(packed, 'base64'), {
      maxOutputLength: MAX_UNPACKED,
    }).toString('utf8');
    return asRecord(JSON.parse(text)) ?? {};
  } catch {
    // Pods and tasks still tell; a status that cannot be unpacked is one witness less.
    return {};
  }
}

const lastPart = (name: string) => name.slice(name.lastIndexOf('-') + 1);
