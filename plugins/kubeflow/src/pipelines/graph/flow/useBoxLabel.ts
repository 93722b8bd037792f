import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  acceleratorName,
  kubeflowReactTranslationRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import type { BoxData } from './flowTypes';

/** What a box says to those who do not see it. */
export function useBoxLabel(data: BoxData, node: PipelineNode): string {
  const { t } = useKubeflowTranslation();
  const { t: word } = useTranslationRef(kubeflowReactTranslationRef);
  const { status, hasRun, isLive, canOpen, count, highlight } = data;
  const parts = [
    node.name,
    t(`run.graph.type.${node.type}`),
    status && word(`state.${status.state}`),
    !status &&
      hasRun &&
      t(isLive ? 'run.graph.notStarted' : 'run.graph.notReached'),
    canOpen && t('run.graph.taskCount', { count }),
    highlight && t(`run.graph.${highlight}`),
    node.accelerators.length > 0 &&
      t('run.graph.asks', {
        what: node.accelerators
          .map(each => `${each.count} × ${acceleratorName(each)}`)
          .join(', '),
      }),
    status &&
      status.attempts > 1 &&
      t('run.graph.attempts', { number: String(status.attempts) }),
  ];
  return parts.filter(Boolean).join(', ');
}
