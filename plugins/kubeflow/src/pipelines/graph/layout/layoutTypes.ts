import type { PipelineEdge } from '@kubeflow-portal/plugin-kubeflow-common';

/** A point or a size is in pixels at zoom 1. */
export interface Point {
  x: number;
  y: number;
}

export interface Rect extends Point {
  width: number;
  height: number;
}

/** Something to be given a place: a task, a container with what lies in it, or a bundle of tasks. */
export interface LayoutBox {
  /** A node's, or a bundle's own; `''` for the root. */
  id: string;
  is: 'root' | 'node' | 'frame' | 'bundle';
  /** Of what holds nothing; what holds something grows with it. */
  width: number;
  height: number;
  boxes: readonly LayoutBox[];
  edges: readonly LayoutEdge[];
}

/** A line to be drawn between two boxes of the same container. */
export interface LayoutEdge {
  id: string;
  /** Ids of boxes. */
  from: string;
  to: string;
  type: PipelineEdge['type'];
  values: readonly string[];
  /** What it stands for: several edges when it leads to or from a bundle. */
  edges: readonly PipelineEdge[];
}

/** Where everything lies, from the top left corner of the whole. */
export interface GraphLayout {
  rects: ReadonlyMap<string, Rect>;
  /** From end to end, by the id of the edge. */
  routes: ReadonlyMap<string, readonly Point[]>;
  width: number;
  height: number;
}
