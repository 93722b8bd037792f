import type { ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js';
import type { GraphLayout, LayoutBox, Point, Rect } from './layoutTypes';
import { allBoxes } from './layoutBoxes';
import { measures } from './measures';
import { layoutOf, placeBundle, type Placement } from './placement';

/** With more boxes, lines are routed with less care: the layout of a thousand tasks otherwise takes minutes. */
const CAREFUL_UP_TO = 150;

/** Of boxes in one row, the tops are in line. */
const besideOthers: LayoutOptions = { 'elk.alignment': 'TOP' };

/** The graph as elkjs takes it. A bundle is one node there: its tasks have their places already. */
export function toElk(root: LayoutBox): ElkNode {
  let count = 0;
  for (const box of allBoxes(root)) {
    count += box.is === 'bundle' ? 0 : 1;
  }
  return elkNode(root, optionsFor(count <= CAREFUL_UP_TO));
}

function elkNode(box: LayoutBox, options: LayoutOptions): ElkNode {
  if (box.is === 'bundle') {
    const { width, height } = placeBundle(box);
    return { id: box.id, width, height, layoutOptions: besideOthers };
  }
  if (box.is === 'node') {
    const { id, width, height } = box;
    return { id, width, height, layoutOptions: besideOthers };
  }
  const { header, padding } = measures.frame;
  return {
    id: box.id,
    layoutOptions:
      box.is === 'root'
        ? options
        : {
            ...options,
            ...besideOthers,
            'elk.padding': `[top=${header + padding},left=${padding},bottom=${padding},right=${padding}]`,
            'elk.contentAlignment': 'H_CENTER V_TOP',
            'elk.nodeSize.constraints': 'MINIMUM_SIZE',
            'elk.nodeSize.minimum': `(${box.width},${header})`,
          },
    children: box.boxes.map(child => elkNode(child, options)),
    edges: box.edges.map(({ id, from, to }) => ({
      id,
      sources: [from],
      targets: [to],
    })),
  };
}

function optionsFor(isCareful: boolean): LayoutOptions {
  const { beside, below } = measures.gap;
  return {
    'elk.algorithm': 'layered',
    'elk.direction': 'DOWN',
    'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    // What comes after nothing begins at the top, whether or not it is joined to the rest.
    'elk.separateConnectedComponents': 'false',
    'elk.spacing.nodeNode': String(beside),
    'elk.layered.spacing.nodeNodeBetweenLayers': String(below),
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    ...(isCareful
      ? {
          'elk.edgeRouting': 'ORTHOGONAL',
          'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
        }
      : {
          'elk.edgeRouting': 'POLYLINE',
          'elk.layered.thoroughness': '1',
          'elk.layered.crossingMinimization.greedySwitch.type': 'OFF',
          'elk.layered.nodePlacement.strategy': 'SIMPLE',
        }),
  };
}

/** What elkjs has worked out. A box or an edge that it left out has no place. */
export function fromElk(root: LayoutBox, result: ElkNode): GraphLayout {
  const nodes = new Map<string, ElkNode>();
  const collect = (node: ElkNode) => {
    nodes.set(node.id, node);
    node.children?.forEach(collect);
  };
  collect(result);
  return layoutOf(root, container =>
    container.is === 'bundle'
      ? placeBundle(container)
      : placementOf(nodes.get(container.id)),
  );
}

function placementOf(node: ElkNode | undefined): Placement {
  const rects = new Map<string, Rect>();
  for (const { id, x, y, width, height } of node?.children ?? []) {
    rects.set(id, {
      x: x ?? 0,
      y: y ?? 0,
      // Whole pixels, as the browser measures them.
      width: Math.round(width ?? 0),
      height: Math.round(height ?? 0),
    });
  }
  const routes = new Map<string, Point[]>();
  for (const { id, sections } of node?.edges ?? []) {
    const section = sections?.[0];
    if (section) {
      routes.set(id, [
        section.startPoint,
        ...(section.bendPoints ?? []),
        section.endPoint,
      ]);
    }
  }
  return { width: node?.width ?? 0, height: node?.height ?? 0, rects, routes };
}
