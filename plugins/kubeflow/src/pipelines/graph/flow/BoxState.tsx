import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  kubeflowReactTranslationRef,
  StateIcon,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { TaskDuration } from '../TaskDuration';
import { hasWorked } from '../taskStates';
import styles from './boxes.module.css';
import type { BoxData } from './flowTypes';

/** How a task is doing and for how long; without a run, what it is or how it differs. */
export function BoxState(props: { data: BoxData; node: PipelineNode }) {
  const { data, node } = props;
  const { status, hasRun, isLive, highlight } = data;
  const { t } = useKubeflowTranslation();
  const { t: word } = useTranslationRef(kubeflowReactTranslationRef);
  if (status) {
    return (
      <span className={styles.state} title={status.message}>
        <StateIcon state={status.state} size={14} />
        {word(`state.${status.state}`)}
        {status.startedAt && hasWorked(status.state) && (
          <span className={styles.duration}>
            <TaskDuration from={status.startedAt} to={status.finishedAt} />
          </span>
        )}
      </span>
    );
  }
  return (
    <span className={styles.quiet}>
      {highlight
        ? t(`run.graph.${highlight}`)
        : hasRun
          ? t(isLive ? 'run.graph.notStarted' : 'run.graph.notReached')
          : whatItIs(node, t(`run.graph.type.${node.type}`))}
    </span>
  );
}

/** `registry.example.com/vision/train:1` is `train:1` to those who know it. */
function whatItIs(node: PipelineNode, type: string): string {
  return node.image?.split('/').pop() ?? type;
}
