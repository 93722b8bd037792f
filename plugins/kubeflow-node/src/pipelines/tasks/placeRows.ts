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
  const place = (row: DetailRow, names: readonly string[]) => {
    const name = names.find(candidate => !placed.has(candidate));
    if (name !== undefined) {
      placed.set(name, row);
    }
    return name !== undefined;
  };
  // What lies within a node is sure; what comes after it may be, by chance, beside another of the same name.
  const rest = rows
    .filter(row => !place(row, namesAround(row, byId, byName)))
    .filter(row => !place(row, namesBeside(row, byId, byName)));
  const open = new Map<string, DetailRow[]>();
  for (const row of rest) {
    const others = open.get(row.name);
    if (others) {
      others.push(row);
    } else {
      open.set(row.name, [row]);
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

/** The nodes around a row's children, where they are called as the row is; and the task of a driver. */
function namesAround(
  row: DetailRow,
  byId: ReadonlyMap<string, ArgoNode>,
  byName: ReadonlyMap<string, ArgoNode>,
): string[] {
  return row.children.flatMap(id => {
    const child = byId.get(id);
    if (!child) {
      return [];
    }
    if (byName.get(child.within)?.ownName === row.name) {
      return [child.within];
    }
    const driver = `${child.name}-driver`;
    return byName.get(driver)?.ownName === row.name ? [driver] : [];
  });
}

/** Nodes that are called as the row is, beside one of its children. */
function namesBeside(
  row: DetailRow,
  byId: ReadonlyMap<string, ArgoNode>,
  byName: ReadonlyMap<string, ArgoNode>,
): string[] {
  return row.children
    .map(id => `${byId.get(id)?.within}.${row.name}`)
    .filter(name => byName.has(name));
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
