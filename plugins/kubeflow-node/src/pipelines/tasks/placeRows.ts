import type { PipelineGraph } from '@kubeflow-portal/plugin-kubeflow-common';
import { argoNodeId, argoNodes, type ArgoNode } from './argoNodes';
import { workflowOf, type DetailRow } from './detailRows';

/** Rows by the node that they are of, and those of which that cannot be told. */
export interface PlacedRows {
  nodes: ArgoNode[];
  /** By full name of the node. */
  rows: Map<string, DetailRow>;
  unplaced: DetailRow[];
}

/**
 * Finds out which node each row is of. Rows do not say so; but they name the ids of nodes that come after them or lie
 * within them, an id is a hash of the node's full name, and the pipeline tells which names there can be. Where that
 * leaves several rows of one name, those that lie in the time of the node around them come first.
 */
export function placeRows(
  rows: readonly DetailRow[],
  graph: PipelineGraph,
): PlacedRows {
  const workflow = workflowOf(rows);
  if (workflow === undefined) {
    return { nodes: [], rows: new Map(), unplaced: [...rows] };
  }
  const ids = new Set(rows.flatMap(row => row.children));
  const nodes = argoNodes(graph, workflow, name =>
    ids.has(argoNodeId(workflow, name)),
  );
  const byName = new Map(nodes.map(node => [node.name, node]));
  const byId = new Map(
    nodes.map(node => [argoNodeId(workflow, node.name), node]),
  );
  const placed = new Map<string, DetailRow>();
  const open = new Map<string, DetailRow[]>();
  for (const row of rows) {
    const name = nodesByChildren(row, byId, byName).find(
      candidate => !placed.has(candidate),
    );
    if (name !== undefined) {
      placed.set(name, row);
    } else {
      const others = open.get(row.name);
      if (others) {
        others.push(row);
      } else {
        open.set(row.name, [row]);
      }
    }
  }
  for (const node of nodes) {
    // Containers are all called the same, one for each task: only their tasks' times tell them apart.
    if (!placed.has(node.name) && node.use !== 'executor') {
      const row = takeRow(open.get(node.ownName), placed.get(node.within));
      if (row) {
        placed.set(node.name, row);
      }
    }
  }
  return { nodes, rows: placed, unplaced: [...open.values()].flat() };
}

/** A node's children lie in it, or beside it. */
function nodesByChildren(
  row: DetailRow,
  byId: ReadonlyMap<string, ArgoNode>,
  byName: ReadonlyMap<string, ArgoNode>,
): string[] {
  const names: string[] = [];
  for (const id of row.children) {
    const within = byId.get(id)?.within;
    if (within !== undefined) {
      if (byName.get(within)?.ownName === row.name) {
        names.push(within);
      }
      const beside = `${within}.${row.name}`;
      if (byName.has(beside)) {
        names.push(beside);
      }
    }
  }
  return names;
}

/** Takes the row that fits best into the time of the node around it. */
function takeRow(
  rows: DetailRow[] | undefined,
  around: DetailRow | undefined,
): DetailRow | undefined {
  if (!rows || rows.length === 0) {
    return undefined;
  }
  const fitting = rows.findIndex(row => liesIn(row, around));
  return rows.splice(Math.max(fitting, 0), 1)[0];
}

function liesIn(row: DetailRow, around: DetailRow | undefined): boolean {
  return (
    (row.startedAt ?? '') >= (around?.startedAt ?? '') &&
    (around?.finishedAt === undefined ||
      (row.finishedAt ?? row.startedAt ?? '') <= around.finishedAt)
  );
}
