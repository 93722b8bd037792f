import { RiEqualLine } from '@remixicon/react';
import {
  graphDiff,
  inputsDiff,
  pipelineGraph,
  pipelineInputs,
  type DiffKind,
  type PipelineVersionDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { PipelineGraphView } from '../../graph/PipelineGraphView';
import { usePipelineAddress } from '../page/usePipelineAddress';
import { InputChanges } from './InputChanges';
import { NodeChanges } from './NodeChanges';
import styles from './Compare.module.css';

/** How two versions differ: their tasks in one graph, and what changed of each, one by one. */
export function GraphCompare(props: {
  before: PipelineVersionDetail;
  after: PipelineVersionDetail;
}) {
  const { before, after } = props;
  const { t } = useKubeflowTranslation();
  const { task, change } = usePipelineAddress();
  const { nodes, graph } = useMemo(
    () => graphDiff(pipelineGraph(before.spec), pipelineGraph(after.spec)),
    [before.spec, after.spec],
  );
  const inputs = useMemo(
    () => inputsDiff(pipelineInputs(before.spec), pipelineInputs(after.spec)),
    [before.spec, after.spec],
  );
  const highlight = useMemo(
    () =>
      Object.fromEntries(
        nodes.map(({ id, kind }): [string, DiffKind] => [id, kind]),
      ),
    [nodes],
  );
  if (nodes.length === 0 && inputs.length === 0) {
    return (
      <EmptyState
        icon={<RiEqualLine size={32} />}
        title={t('pipelines.compare.same.title')}
        description={t('pipelines.compare.same.description')}
      />
    );
  }
  const select = (id: string | undefined) =>
    change({ task: id }, { replace: true });
  const count = (kind: DiffKind) =>
    nodes.filter(node => node.kind === kind).length;
  return (
    <div className={styles.root}>
      <p className={styles.summary} role="status">
        {[
          t('pipelines.compare.added', { count: count('added') }),
          t('pipelines.compare.removed', { count: count('removed') }),
          t('pipelines.compare.changed', { count: count('changed') }),
        ].join(' · ')}
      </p>
      <PipelineGraphView
        graph={graph}
        highlight={highlight}
        selectedId={
          graph.nodes.some(({ id }) => id === task) ? task : undefined
        }
        onSelect={select}
      />
      {nodes.length > 0 && (
        <Section title={t('pipelines.compare.tasks')}>
          <NodeChanges
            nodes={nodes}
            graph={graph}
            selectedId={task}
            onSelect={select}
          />
        </Section>
      )}
      {inputs.length > 0 && (
        <Section title={t('pipelines.compare.inputs')}>
          <InputChanges inputs={inputs} />
        </Section>
      )}
    </div>
  );
}
