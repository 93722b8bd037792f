import type { Json } from '../kernel';

export type NodePhase =
  | 'Pending'
  | 'Running'
  | 'Succeeded'
  | 'Failed'
  | 'Error'
  | 'Skipped'
  | 'Omitted';

export type NodeType = 'Pod' | 'DAG' | 'TaskGroup' | 'Retry' | 'Skipped';

/** One entry of a Workflow's `status.nodes`. */
export interface WorkflowNode extends Json {
  id: string;
  name: string;
  displayName: string;
  type: NodeType;
  templateName?: string;
  boundaryID?: string;
  phase: NodePhase;
  message?: string;
  startedAt: string;
  finishedAt: string | null;
  children?: string[];
  outboundNodes?: string[];
  inputs?: { parameters: { name: string; value: string }[] };
  outputs?: {
    parameters?: { name: string; value: string }[];
    artifacts?: Json[];
    exitCode?: string;
  };
  hostNodeName?: string;
  progress?: string;
  nodeFlag?: { hooked?: true; retried?: true };
}

const completed: ReadonlySet<NodePhase> = new Set([
  'Succeeded',
  'Failed',
  'Error',
]);

/** It ran, and ran to an end. */
export function isCompleted({ phase }: WorkflowNode): boolean {
  return completed.has(phase);
}

/** Nothing more will become of it. */
export function isFulfilled(node: WorkflowNode): boolean {
  return (
    isCompleted(node) || node.phase === 'Skipped' || node.phase === 'Omitted'
  );
}

export function hasFailed({ phase }: WorkflowNode): boolean {
  return phase === 'Failed' || phase === 'Error';
}

/** The id that Argo gives a node: an FNV-1a hash of its full name. */
export function nodeId(workflow: string, name: string): string {
  return name === workflow ? workflow : `${workflow}-${fnv(name)}`;
}

/** FNV-1a of 32 bits. */
export function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** The value of an output parameter. */
export function outputOf(
  node: WorkflowNode | undefined,
  name: string,
): string | undefined {
  return node?.outputs?.parameters?.find(one => one.name === name)?.value;
}
