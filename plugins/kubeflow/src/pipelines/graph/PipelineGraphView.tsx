import { Skeleton } from '@backstage/ui';
import type {
  PipelineGraph,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { GraphCanvas } from './flow/GraphCanvas';
import type { NodeHighlight } from './flow/flowTypes';
import { indexGraph } from './graphIndex';
import { GraphProblems } from './GraphProblems';
import { GraphToolbar } from './GraphToolbar';
import { layoutBoxes } from './layout/layoutBoxes';
import { useGraphLayout } from './layout/useGraphLayout';
import styles from './PipelineGraphView.module.css';
import { TaskTable } from './TaskTable';
import { useExpandedNodes } from './useExpandedNodes';
import { useFoundTasks } from './useFoundTasks';
import { useGraphAddress } from './useGraphAddress';
import { useGraphStatus } from './useGraphStatus';
import { urgentNode } from './urgentNode';

export interface PipelineGraphViewProps {
  graph: PipelineGraph;
  /** Of a run of the pipeline: the graph then shows how each is doing. */
  tasks?: readonly RunTask[];
  /** The run goes on: tasks without a state may still begin. Default: `false`. */
  isLive?: boolean;
  /** {@link PipelineNode.id} */
  selectedId?: string;
  onSelect?: (id: string | undefined) => void;
  /** How nodes differ from another version, by their ids. */
  highlight?: Readonly<Record<string, NodeHighlight>>;
}

const ignore = () => undefined;

/**
 * A pipeline as a graph and as a table. What is open, the view and the iterations that are shown are kept in the
 * address: `expand`, `open`, `close`, `view`, `iteration`.
 */
export function PipelineGraphView(props: PipelineGraphViewProps) {
  const { graph, tasks, selectedId, highlight, onSelect = ignore } = props;
  const { isLive = false } = props;
  const { t } = useKubeflowTranslation();
  const index = useMemo(() => indexGraph(graph), [graph]);
  const address = useGraphAddress();
  const { choice, view } = address;
  const status = useGraphStatus(index, tasks, choice);
  const { expanded, toggle, openAll, reveal } = useExpandedNodes(
    index,
    address,
    selectedId,
  );
  const root = useMemo(() => layoutBoxes(index, expanded), [index, expanded]);
  const laidOut = useGraphLayout(root);
  const [activeId, setActiveId] = useState<string>();
  const search = useFoundTasks(index, id => {
    reveal(id);
    setActiveId(id);
  });
  // Where the graph is first shown; later on, the person decides where to look.
  const [focusId] = useState(
    () => selectedId ?? urgentNode(index, status?.statuses),
  );
  const look = useMemo(
    () => ({
      index,
      statuses: status?.statuses,
      isLive,
      iterations: status?.iterations,
      choice,
      highlight,
      selectedId,
      activeId,
      found: search.found,
    }),
    [
      index,
      status,
      isLive,
      choice,
      highlight,
      selectedId,
      activeId,
      search.found,
    ],
  );
  if (graph.nodes.length === 0) {
    return (
      <>
        <GraphProblems problems={graph.problems} />
        <EmptyState
          title={t('run.graph.emptyTitle')}
          description={t('run.graph.empty')}
        />
      </>
    );
  }
  const { name } = graph;
  return (
    <div className={styles.view}>
      <GraphProblems problems={graph.problems} />
      <GraphToolbar
        text={search.text}
        onText={search.setText}
        onNext={search.next}
        foundCount={search.count}
        view={view}
        onView={address.setView}
        onOpenAll={
          graph.nodes.some(({ parentId }) => parentId !== undefined)
            ? openAll
            : undefined
        }
      />
      {view === 'tasks' ? (
        <TaskTable
          label={
            name ? t('run.graph.table', { name }) : t('run.graph.tableUnnamed')
          }
          index={index}
          statuses={status?.statuses}
          isLive={isLive}
          highlight={highlight}
          found={search.found}
          selectedId={selectedId}
          onSelect={onSelect}
        />
      ) : (
        <div className={styles.canvas}>
          {laidOut ? (
            <ReactFlowProvider>
              <GraphCanvas
                label={
                  name
                    ? t('run.graph.label', { name })
                    : t('run.graph.labelUnnamed')
                }
                laidOut={laidOut}
                expanded={expanded}
                look={look}
                focusId={focusId}
                onSelect={onSelect}
                onActivate={setActiveId}
                onToggle={toggle}
                onIterate={address.iterate}
              />
            </ReactFlowProvider>
          ) : (
            <Skeleton width="100%" height="100%" />
          )}
        </div>
      )}
    </div>
  );
}
