import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Edge, Node } from '@xyflow/react';
import type { LoopIterations } from '../iterations';
import type { LayoutBox, LayoutEdge, Point } from '../layout/layoutTypes';
import type { NodeStatus } from '../nodeStatus';

/** How a node differs from the same node of another version. */
export type NodeHighlight = 'added' | 'removed' | 'changed';

/** What a box of the graph shows. */
export type BoxData = {
  is: LayoutBox['is'];
  /** Absent for a bundle. */
  node?: PipelineNode;
  /** For what stands for the box to those who do not see it. */
  domId: string;
  /** Tasks in it. */
  count: number;
  canOpen: boolean;
  /** There is a run; a node without a status has not been reached in it. */
  hasRun: boolean;
  /** The run goes on: a node without a status may still be reached. */
  isLive: boolean;
  status?: NodeStatus;
  iterations?: LoopIterations;
  /** Number of the iteration that is shown. */
  iteration?: number;
  highlight?: NodeHighlight;
  isSelected: boolean;
  /** The keyboard is at it. */
  isActive: boolean;
  /** It is not what is looked for. */
  isDimmed: boolean;
};

export type FlowBox = Node<BoxData, 'box'>;

/** What a line of the graph shows. */
export type LineData = {
  line: LayoutEdge;
  points: readonly Point[];
  /** It leads to or from what is selected. */
  isStrong: boolean;
  isDimmed: boolean;
};

export type FlowLine = Edge<LineData, 'line'>;
