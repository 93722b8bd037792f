import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  AcceleratorList,
  StateBadge,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ShowMore, useShowMore } from '../../workload/ShowMore';
import tables from '../../workload/table.module.css';
import type { GraphIndex } from './graphIndex';
import { NodeTypeIcon } from './nodeTypeIcons';
import type { NodeStatus } from './nodeStatus';
import { TaskDuration } from './TaskDuration';
import { hasWorked } from './taskStates';
import styles from './TaskTable.module.css';
import type { NodeHighlight } from './flow/flowTypes';

const STEP = 200;

/** The tasks as a table: the same as the graph, for reading, searching, and for those who do not see a graph. */
export function TaskTable(props: {
  label: string;
  index: GraphIndex;
  statuses?: ReadonlyMap<string, NodeStatus>;
  /** The run goes on. */
  isLive: boolean;
  highlight?: Readonly<Record<string, NodeHighlight>>;
  /** What a search has found; absent when nothing is looked for. */
  found?: ReadonlySet<string>;
  selectedId?: string;
  onSelect: (id: string) => void;
}) {
  const { label, index, statuses, isLive, highlight, found, selectedId } =
    props;
  const { t } = useKubeflowTranslation();
  const nodes = useMemo(() => {
    const all = inOrder(index);
    return found ? all.filter(({ node }) => found.has(node.id)) : all;
  }, [index, found]);
  const { shown, rest, more } = useShowMore(nodes, STEP);
  return (
    <div className={styles.tasks}>
      <div
        className={tables.scroll}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        <table className={`${tables.table} ${styles.table}`} aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('run.graph.column.name')}</th>
              {statuses && (
                <>
                  <th scope="col">{t('run.graph.column.state')}</th>
                  <th scope="col" data-number>
                    {t('run.graph.column.duration')}
                  </th>
                </>
              )}
              <th scope="col">{t('run.graph.column.type')}</th>
              <th scope="col">{t('run.graph.column.accelerators')}</th>
              <th scope="col">{t('run.graph.column.image')}</th>
              <th scope="col">{t('run.graph.column.caching')}</th>
              <th scope="col">{t('run.graph.column.retries')}</th>
              <th scope="col">{t('run.graph.column.needs')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ node, depth }) => (
              <tr
                key={node.id}
                data-selected={node.id === selectedId || undefined}
              >
                <th scope="row">
                  <span
                    className={styles.name}
                    style={{ paddingInlineStart: depth * 20 }}
                  >
                    <NodeTypeIcon type={node.type} />
                    <button
                      type="button"
                      className={styles.select}
                      aria-current={node.id === selectedId ? 'true' : undefined}
                      onClick={() => props.onSelect(node.id)}
                    >
                      {node.name}
                    </button>
                    {highlight?.[node.id] && (
                      <span
                        className={styles.highlight}
                        data-highlight={highlight[node.id]}
                      >
                        {t(`run.graph.${highlight[node.id]}`)}
                      </span>
                    )}
                  </span>
                </th>
                {statuses && (
                  <StatusCells status={statuses.get(node.id)} isLive={isLive} />
                )}
                <td>{t(`run.graph.type.${node.type}`)}</td>
                <td>
                  <AcceleratorList accelerators={node.accelerators} />
                </td>
                <FactCells node={node} />
                <td>
                  {index
                    .before(node.id)
                    .map(({ from }) => index.byId.get(from)?.name ?? from)
                    .join(', ') || '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ShowMore rest={rest} step={STEP} onPress={more} />
    </div>
  );
}

function StatusCells(props: {
  status: NodeStatus | undefined;
  isLive: boolean;
}) {
  const { status, isLive } = props;
  const { t } = useKubeflowTranslation();
  return (
    <>
      <td>
        {status ? (
          <StateBadge state={status.state} reason={status.message} />
        ) : (
          t(isLive ? 'run.graph.notStarted' : 'run.graph.notReached')
        )}
      </td>
      <td data-number>
        {status?.startedAt && hasWorked(status.state) ? (
          <TaskDuration from={status.startedAt} to={status.finishedAt} />
        ) : (
          '–'
        )}
      </td>
    </>
  );
}

function FactCells(props: { node: PipelineNode }) {
  const { image, isCached, retry, type } = props.node;
  const { t } = useKubeflowTranslation();
  const runs = type === 'executor' || type === 'importer';
  return (
    <>
      <td>{image ? <code className={styles.image}>{image}</code> : '–'}</td>
      <td>
        {runs
          ? t(isCached ? 'run.graph.cachingOn' : 'run.graph.cachingOff')
          : '–'}
      </td>
      <td>
        {retry?.maxCount
          ? t('run.graph.retriesUpTo', { number: String(retry.maxCount) })
          : '–'}
      </td>
    </>
  );
}

/** Each container with what lies in it below it. */
function inOrder(index: GraphIndex): { node: PipelineNode; depth: number }[] {
  const rows: { node: PipelineNode; depth: number }[] = [];
  const add = (parentId: string | undefined, depth: number) => {
    for (const node of index.childrenOf(parentId)) {
      rows.push({ node, depth });
      add(node.id, depth + 1);
    }
  };
  add(undefined, 0);
  return rows;
}
