import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { RiFlowChart } from '@remixicon/react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { PipelineGraphView } from '../graph/PipelineGraphView';
import { LooseTasks } from './LooseTasks';
import { useRunOfPage } from './RunContext';
import styles from './RunPage.module.css';

/** The pipeline with the states of the run; below it the tasks that have no place in it. */
export function GraphTab(props: {
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
  onTask: (task: RunTask) => void;
}) {
  const { detail, index, isLive } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const loose = detail.tasks.filter(
    ({ path, type }) => type !== 'root' && !index?.byId.has(path),
  );
  return (
    <div className={styles.parts}>
      {index ? (
        <PipelineGraphView
          graph={index.graph}
          tasks={detail.tasks}
          isLive={isLive}
          selectedId={props.selectedId}
          onSelect={props.onSelect}
        />
      ) : (
        loose.length === 0 && (
          <EmptyState
            icon={<RiFlowChart size={32} />}
            title={t('run.noGraphTitle')}
            description={t('run.noGraph')}
          />
        )
      )}
      {loose.length > 0 && <LooseTasks tasks={loose} onTask={props.onTask} />}
    </div>
  );
}
