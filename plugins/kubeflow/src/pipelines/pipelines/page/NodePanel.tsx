import { ButtonIcon, Text } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type {
  PipelineGraph,
  PipelineNode,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { KeyboardEvent, ReactNode } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { NodeTypeIcon } from '../../graph/nodeTypeIcons';
import { NodeFacts } from '../../run/panel/NodeFacts';
import { usePanelFocus } from '../../run/panel/usePanelFocus';
import styles from './Page.module.css';
import { NodePorts } from './NodePorts';

/** What a version asks a task to do, with what, and what comes of it. */
export function NodePanel(props: {
  node: PipelineNode;
  graph: PipelineGraph;
  /** Stands before everything else. */
  children?: ReactNode;
  onClose: () => void;
}) {
  const { node, graph, children, onClose } = props;
  const { t } = useKubeflowTranslation();
  const panel = usePanelFocus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      onClose();
    }
  };
  return (
    <aside
      ref={panel}
      className={styles.node}
      aria-label={t('run.panel.label', { name: node.name })}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={styles.nodeHeader}>
        <NodeTypeIcon type={node.type} size={20} />
        <Text
          as="h3"
          variant="title-x-small"
          weight="bold"
          className={styles.nodeName}
        >
          {node.name}
        </Text>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('run.panel.close')}
          onPress={onClose}
        />
      </header>
      {children}
      <NodeFacts node={node} />
      <NodePorts
        title={t('pipelines.pipeline.inputs')}
        ports={node.inputs}
        graph={graph}
      />
      <NodePorts
        title={t('pipelines.pipeline.outputs')}
        ports={node.outputs}
        graph={graph}
      />
    </aside>
  );
}
