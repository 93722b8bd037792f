import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from './boxes.module.css';
import { useFlowContext } from './flowContext';

/** Opens and closes a container. Not a stop of the tab key: the graph has a key of its own for it. */
export function OpenButton(props: { node: PipelineNode; isOpen: boolean }) {
  const { node, isOpen } = props;
  const { t } = useKubeflowTranslation();
  const { toggle } = useFlowContext();
  const Icon = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.open} nodrag nopan`}
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'run.graph.close' : 'run.graph.open', {
        name: node.name,
      })}
      onClick={event => {
        event.stopPropagation();
        toggle(node.id);
      }}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  );
}
