import { pipelineGraph } from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { PipelineGraphView } from '../../graph/PipelineGraphView';
import { NodePanel } from './NodePanel';
import styles from './Page.module.css';
import { usePipelineAddress } from './usePipelineAddress';

/** The tasks of a version, and the one that is looked at beside them. */
export function GraphTab(props: { spec: unknown }) {
  const { spec } = props;
  const { task, change } = usePipelineAddress();
  const graph = useMemo(() => pipelineGraph(spec), [spec]);
  const node = graph.nodes.find(({ id }) => id === task);
  return (
    <div className={styles.graph} data-with-panel={node && true}>
      <PipelineGraphView
        graph={graph}
        selectedId={node?.id}
        onSelect={id => change({ task: id }, { replace: true })}
      />
      {node && (
        <NodePanel
          key={node.id}
          node={node}
          graph={graph}
          onClose={() => change({ task: undefined }, { replace: true })}
        />
      )}
    </div>
  );
}
