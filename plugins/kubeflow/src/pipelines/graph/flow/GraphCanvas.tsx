import '@xyflow/react/dist/base.css';
import { Panel, ReactFlow, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useId, useMemo, useRef } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { allBoxes } from '../layout/layoutBoxes';
import type { LaidOut } from '../layout/useGraphLayout';
import { boxAt } from './boxAt';
import { FarLayer } from './FarLayer';
import { FlowBoxView } from './FlowBoxView';
import { FlowContext } from './flowContext';
import { flowBoxes, flowLines, type FlowLook } from './flowElements';
import { FlowLineView } from './FlowLineView';
import type { FlowBox, FlowLine } from './flowTypes';
import styles from './GraphCanvas.module.css';
import { GraphLegend } from './GraphLegend';
import { Overview } from './Overview';
import { useGraphKeys } from './useGraphKeys';
import { useGraphViewport } from './useGraphViewport';
import { ZoomButtons } from './ZoomButtons';

const nodeTypes = { box: FlowBoxView };
const edgeTypes = { line: FlowLineView };

/** Below this zoom, text would be smaller than anybody can read. */
const FAR_ZOOM = 0.32;
/** Drawn whole, a larger graph would hold up the page. */
const DRAW_ALL_UP_TO = 60;
const OVERVIEW_FROM = 25;
const nothing: FlowLine[] = [];

export interface GraphCanvasProps {
  label: string;
  laidOut: LaidOut;
  expanded: ReadonlySet<string>;
  look: Omit<FlowLook, 'domIdOf'>;
  /** What matters most when the graph is first shown. */
  focusId?: string;
  onSelect: (id: string | undefined) => void;
  onActivate: (id: string | undefined) => void;
  onToggle: (id: string) => void;
  onIterate: (loopId: string, number: number | undefined) => void;
}

/** The graph drawn: to be moved, zoomed, and walked through by keyboard. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { label, laidOut, expanded, look, focusId } = props;
  const { onSelect, onActivate, onToggle, onIterate } = props;
  const { t } = useKubeflowTranslation();
  const id = useId();
  const view = useGraphViewport(laidOut, focusId);
  const { keep } = view;
  useShown(look.selectedId, laidOut, view);
  useShown(look.activeId, laidOut, view);
  const isFar = useStore(state => state.transform[2] < FAR_ZOOM);
  const flow = useReactFlow();
  const { boxes, lines } = useElements(laidOut, look, id);
  const count = useMemo(() => [...allBoxes(laidOut.root)].length, [laidOut]);

  const context = useMemo(
    () => ({
      isFar,
      toggle: (nodeId: string) => {
        keep(nodeId);
        onToggle(nodeId);
      },
      iterate: onIterate,
    }),
    [isFar, keep, onToggle, onIterate],
  );
  const onKeyDown = useGraphKeys({
    seen: {
      index: look.index,
      expanded,
      rects: laidOut.layout.rects,
    },
    activeId: look.activeId,
    selectedId: look.selectedId,
    onActivate,
    onSelect,
    onToggle: context.toggle,
    view,
  });
  const active = boxes.find(({ data }) => data.isActive);
  const isDrawn = isFar && count > DRAW_ALL_UP_TO;
  const marked = useMemo(
    () => boxes.filter(({ data }) => data.isActive || data.isSelected),
    [boxes],
  );
  const select = (box: FlowBox | undefined) => {
    if (box?.data.node) {
      onActivate(box.id);
    }
    onSelect(box?.data.node && box.id);
  };
  return (
    <FlowContext.Provider value={context}>
      <ReactFlow<FlowBox, FlowLine>
        className={styles.canvas}
        nodes={isDrawn ? marked : boxes}
        edges={isDrawn ? nothing : lines}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        minZoom={0.02}
        maxZoom={1.6}
        onlyRenderVisibleElements={count > DRAW_ALL_UP_TO}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        // The wheel scrolls the page, as over everything else on it; with the control key it zooms.
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
        onNodeClick={(_, box) => select(box)}
        onNodeDoubleClick={(_, { id: nodeId, data }) => {
          if (data.canOpen) {
            context.toggle(nodeId);
          }
        }}
        onPaneClick={({ clientX, clientY }) =>
          select(
            isDrawn
              ? boxAt(
                  boxes,
                  flow.screenToFlowPosition({ x: clientX, y: clientY }),
                )
              : undefined,
          )
        }
        // The start of a click is no move yet.
        onMove={event => event && view.moved()}
        attributionPosition="bottom-center"
        tabIndex={0}
        aria-label={label}
        aria-describedby={`${id}-help`}
        aria-activedescendant={active?.data.domId}
        onKeyDown={onKeyDown}
      >
        <ZoomButtons
          onZoomIn={view.zoomIn}
          onZoomOut={view.zoomOut}
          onFit={view.showAll}
        />
        {isDrawn && <FarLayer boxes={boxes} lines={lines} />}
        {count >= OVERVIEW_FROM && (
          <Overview boxes={boxes} layout={laidOut.layout} onMove={view.moved} />
        )}
        <Panel position="bottom-left">
          <GraphLegend lines={lines} />
        </Panel>
        {laidOut.isProvisional && (
          <Panel position="top-left">
            <span className={styles.arranging} role="status">
              {t('run.graph.arranging')}
            </span>
          </Panel>
        )}
      </ReactFlow>
      <p id={`${id}-help`} hidden>
        {t('run.graph.help')}
      </p>
    </FlowContext.Provider>
  );
}

/** The boxes and lines; those that look as before are the same objects as before. */
function useElements(
  laidOut: LaidOut,
  look: Omit<FlowLook, 'domIdOf'>,
  prefix: string,
) {
  const lastBoxes = useRef<ReadonlyMap<string, FlowBox>>(new Map());
  const lastLines = useRef<ReadonlyMap<string, FlowLine>>(new Map());
  const boxes = useMemo(
    () =>
      flowBoxes(
        laidOut,
        { ...look, domIdOf: id => `${prefix}-${id}` },
        lastBoxes.current,
      ),
    [laidOut, look, prefix],
  );
  const { selectedId, found } = look;
  const lines = useMemo(
    () => flowLines(laidOut, { selectedId, found }, lastLines.current),
    [laidOut, selectedId, found],
  );
  useEffect(() => {
    lastBoxes.current = new Map(boxes.map(box => [box.id, box]));
    lastLines.current = new Map(lines.map(line => [line.id, line]));
  }, [boxes, lines]);
  return { boxes, lines };
}

/** Brings a node into view when it becomes the one, when it gets its place, and when the window grows narrower. */
function useShown(
  id: string | undefined,
  { layout }: LaidOut,
  { isReady, show }: ReturnType<typeof useGraphViewport>,
) {
  const shown = useRef<string>();
  const width = useStore(state => state.width);
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (id === undefined) {
      shown.current = undefined;
    } else if (isReady && id !== shown.current && layout.rects.has(id)) {
      shown.current = id;
      latest.current(id);
    }
  }, [id, isReady, layout]);
  useEffect(() => {
    if (shown.current !== undefined && width > 0) {
      latest.current(shown.current);
    }
  }, [width]);
}
