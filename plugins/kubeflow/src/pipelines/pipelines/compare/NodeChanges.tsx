import type {
  GraphChange,
  NodeDiff,
  PipelineGraph,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useEffect, useRef } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import styles from './Compare.module.css';
import { KindBadge } from './KindBadge';
import { useChangeWords } from './useChangeWords';

/** Tasks that are shown at first, and that many more each time. */
const STEP = 100;

/** The tasks that differ, each with what of it, before and after. */
export function NodeChanges(props: {
  nodes: readonly NodeDiff[];
  graph: PipelineGraph;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
}) {
  const { nodes, graph, selectedId, onSelect } = props;
  const { t } = useKubeflowTranslation();
  const selected = useRef<HTMLLIElement>(null);
  const index = nodes.findIndex(({ id }) => id === selectedId);
  const { shown, rest, more } = useShowMore(nodes, STEP);
  const visible = index < shown.length ? shown : nodes.slice(0, index + 1);
  useEffect(() => {
    selected.current?.scrollIntoView?.({ block: 'nearest' });
  }, [selectedId]);
  return (
    <>
      <ul className={styles.nodes} aria-label={t('pipelines.compare.tasks')}>
        {visible.map(({ id, kind, node, changes }) => (
          <li
            key={id}
            ref={id === selectedId ? selected : undefined}
            data-selected={id === selectedId || undefined}
          >
            <div className={styles.nodeLine}>
              <KindBadge kind={kind} />
              <button
                type="button"
                className={styles.node}
                title={id}
                onClick={() => onSelect(id)}
              >
                {node.name}
              </button>
              {node.parentId && (
                <span className={styles.quiet}>{node.parentId}</span>
              )}
            </div>
            {changes.length > 0 && (
              <dl className={styles.changes}>
                {changes.map((each, at) => (
                  <Change key={at} change={each} graph={graph} />
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
      <ShowMore rest={rest} step={STEP} onPress={more} />
    </>
  );
}

function Change(props: { change: GraphChange; graph: PipelineGraph }) {
  const { change, graph } = props;
  const words = useChangeWords(graph);
  const { label, before, after } = words(change);
  return (
    <div className={styles.change}>
      <dt>{label}</dt>
      <dd>
        {before !== undefined && <del>{before}</del>}
        {after !== undefined && <ins>{after}</ins>}
      </dd>
    </div>
  );
}
