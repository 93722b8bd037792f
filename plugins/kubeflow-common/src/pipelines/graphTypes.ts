import type { AcceleratorRequest } from '../accelerators';

/**
 * What a node of a pipeline is.
 *
 * - `executor`: runs a container
 * - `importer`: takes an artifact in, without a container
 * - `dag`: a pipeline within the pipeline
 * - `loop`: a DAG that is run once per item
 * - `condition`: a DAG that is run when its condition holds
 * - `branches`: holds the conditions of one if / elif / else
 * - `exit-handler`: a DAG whose end another task waits for, however it ends
 * - `unknown`: the specification does not say
 *
 * @public
 */
export type PipelineNodeType =
  | 'executor'
  | 'importer'
  | 'dag'
  | 'loop'
  | 'condition'
  | 'branches'
  | 'exit-handler'
  | 'unknown';

/** Where the value of an input comes from. @public */
export type PipelineValueSource =
  | { from: 'constant'; value: unknown }
  | { from: 'pipeline-input'; name: string }
  | {
      from: 'task';
      /** {@link PipelineNode.id} of a sibling, or of a sibling of a DAG around it. */
      nodeId: string;
      output: string;
    }
  | { from: 'loop-item'; name: string }
  | { from: 'run'; what: string }
  | { from: 'unknown' };

/** A named input or output of a node. @public */
export interface PipelinePort {
  name: string;
  is: 'parameter' | 'artifact';
  /** `STRING`, `NUMBER_INTEGER`, …, or an artifact's schema title: `system.Model`. */
  type?: string;
  isList?: boolean;
  isOptional?: boolean;
  defaultValue?: unknown;
  description?: string;
  /** Inputs only. */
  source?: PipelineValueSource;
}

/** A task of a pipeline. @public */
export interface PipelineNode {
  /** Task keys from the root on, joined with `/`; unique and stable: `train/for-loop-1/fit`. */
  id: string;
  /** {@link PipelineNode.id} of the DAG around it; absent at the root. */
  parentId?: string;
  /** Key in its DAG. */
  taskKey: string;
  /** For people. */
  name: string;
  type: PipelineNodeType;
  componentKey?: string;
  image?: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value: string }[];
  inputs: PipelinePort[];
  outputs: PipelinePort[];
  /** Asked for by the task's container. Empty: none. */
  accelerators: AcceleratorRequest[];
  /** As the specification has them: `4`, `16Gi`. */
  resources?: {
    cpuRequest?: string;
    cpuLimit?: string;
    memoryRequest?: string;
    memoryLimit?: string;
  };
  isCached?: boolean;
  retry?: {
    maxCount?: number;
    backoffSeconds?: number;
    backoffFactor?: number;
  };
  /** The condition in the form of the specification. */
  condition?: string;
  /** `ALL_UPSTREAM_TASKS_COMPLETED` marks an exit task. */
  triggerStrategy?: string;
  loop?: {
    /** Items when they are in the specification. */
    items?: unknown[];
    source?: PipelineValueSource;
    itemName?: string;
    parallelism?: number;
  };
  importer?: { uri?: string; reimport?: boolean };
  /** From the platform specification: tolerations, node selector, volumes, secrets, as facts. */
  platform: { key: string; value: string }[];
}

/** One node has to wait for another within the same DAG. @public */
export interface PipelineEdge {
  /** `<from>-><to>` */
  id: string;
  from: string;
  to: string;
  /** `data`: takes its outputs; `order`: only waits; `exit`: runs after it however it ends. */
  type: 'data' | 'order' | 'exit';
  /** Outputs that are passed: `model`, `metrics`. */
  values: string[];
}

/** Something in a specification that is wrong or not understood; the rest is still there. @public */
export interface PipelineProblem {
  /** Where: `root.dag.tasks.train`. */
  path: string;
  /** The same, key by key; keys may hold dots. */
  keys: string[];
  message: string;
}

/** A pipeline as nodes and edges, of any depth. @public */
export interface PipelineGraph {
  name?: string;
  description?: string;
  schemaVersion?: string;
  sdkVersion?: string;
  /** A node comes after the DAG around it; otherwise in the order of the specification. */
  nodes: PipelineNode[];
  edges: PipelineEdge[];
  problems: PipelineProblem[];
}

/** What a pipeline asks for when it is run. @public */
export interface PipelineInput {
  name: string;
  is: 'parameter' | 'artifact';
  /** `STRING`, `NUMBER_INTEGER`, `NUMBER_DOUBLE`, `BOOLEAN`, `LIST`, `STRUCT`, or an artifact's schema title. */
  type: string;
  isOptional: boolean;
  defaultValue?: unknown;
  description?: string;
  /** The values that are allowed, where the pipeline says so (Literal). */
  literals?: unknown[];
}
