import {
  asRecord,
  asRecords,
  asString,
  asTime,
  at,
  cleanText,
} from '../../reading';

/** A workflow that is not offloaded fits into one object of 1.5 MB: more nodes than this do not. */
const MAX_NODES = 20_000;

/** Node types that stand for a pod (argoproj/argo-workflows pkg/apis/workflow/v1alpha1, NodeType). */
const POD = 'Pod';

/** One node of a workflow's graph that has a pod of its own, or waits for somebody. */
export interface ArgoNode {
  /** As a person knows it. */
  name: string;
  phase: string;
  message?: string;
  finishedAt?: string;
  templateName?: string;
  raw: Record<string, unknown>;
}

/** What the nodes of a workflow say, as far as they are in the object. */
export interface ArgoNodes {
  /** Compressed or kept in a database: then nothing is known about them. */
  isHidden: boolean;
  pods: ArgoNode[];
  /** Steps that wait until somebody resumes them, or until their time is over. */
  suspended: ArgoNode[];
}

export function readArgoNodes(status: unknown): ArgoNodes {
  const nodes = asRecord(at(status, 'nodes')) ?? {};
  const found: ArgoNodes = {
    isHidden:
      Object.keys(nodes).length === 0 &&
      (asString(at(status, 'compressedNodes')) !== undefined ||
        asString(at(status, 'offloadNodeStatusVersion')) !== undefined),
    pods: [],
    suspended: [],
  };
  let seen = 0;
  for (const id of Object.keys(nodes)) {
    if (++seen > MAX_NODES) {
      break;
    }
    const raw = asRecord(nodes[id]);
    if (raw?.type === POD) {
      found.pods.push(readNode(raw, nodes));
    } else if (raw?.type === 'Suspend' && raw.phase === 'Running') {
      found.suspended.push(readNode(raw, nodes));
    }
  }
  return found;
}

function readNode(
  raw: Record<string, unknown>,
  nodes: Record<string, unknown>,
): ArgoNode {
  return {
    name: nameOfNode(raw, nodes),
    phase: asString(raw.phase) ?? '',
    message: cleanText(raw.message, 500),
    finishedAt: asTime(raw.finishedAt),
    templateName: asString(raw.templateName),
    raw,
  };
}

/**
 * Pipelines wraps every task in a graph of its own, in which the pod is always called `executor`: the graph has the
 * name of the task.
 */
function nameOfNode(
  raw: Record<string, unknown>,
  nodes: Record<string, unknown>,
): string {
  const own = cleanText(raw.displayName, 200) ?? cleanText(raw.name, 200);
  if (own && /^executor(\(\d+\))?$/.test(own)) {
    const boundary = asString(raw.boundaryID);
    const task = boundary
      ? cleanText(at(nodes, boundary, 'displayName'), 200)
      : undefined;
    return task ?? own;
  }
  return own ?? 'without a name';
}

/** The value of an input parameter of a node. */
export function nodeParameter(
  node: ArgoNode,
  name: string,
): string | undefined {
  return asString(
    asRecords(at(node.raw, 'inputs', 'parameters')).find(
      parameter => parameter.name === name,
    )?.value,
  );
}
