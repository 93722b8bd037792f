import type {
  PipelineGraph,
  PipelineNode,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { NodeFacts } from '../../run/panel/NodeFacts';
import { SidePanel } from '../../shell/SidePanel';
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
  return (
    <SidePanel name={node.name} type={node.type} onClose={onClose}>
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
    </SidePanel>
  );
}
