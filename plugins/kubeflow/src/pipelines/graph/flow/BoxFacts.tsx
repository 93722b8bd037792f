import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { AcceleratorList } from '@kubeflow-portal/plugin-kubeflow-react';
import { RiRestartLine } from '@remixicon/react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from './boxes.module.css';
import type { BoxData } from './flowTypes';

/** What is worth knowing of a task at a glance: accelerators, further attempts, what a container holds. */
export function BoxFacts(props: { data: BoxData; node: PipelineNode }) {
  const { data, node } = props;
  const { status, iterations, canOpen, count } = data;
  const { t } = useKubeflowTranslation();
  const attempts = status?.attempts ?? 1;
  return (
    <span className={styles.facts}>
      {attempts > 1 && (
        <span
          className={styles.chip}
          title={t('run.graph.attempts', { number: String(attempts) })}
        >
          <RiRestartLine size={12} aria-hidden="true" />
          {attempts}
        </span>
      )}
      {node.accelerators.length > 0 && (
        <span className={styles.chip} data-accelerators>
          <AcceleratorList accelerators={node.accelerators} />
        </span>
      )}
      {canOpen && (
        <span className={styles.chip}>
          {iterations && iterations.total > 0
            ? `${iterations.done}/${iterations.total}`
            : t('run.graph.taskCount', { count })}
        </span>
      )}
    </span>
  );
}
