import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { NodeTypeIcon } from '../nodeTypeIcons';
import { boxAttributes } from './boxAttributes';
import { BoxFacts } from './BoxFacts';
import { BoxState } from './BoxState';
import styles from './boxes.module.css';
import type { BoxData } from './flowTypes';
import { OpenButton } from './OpenButton';
import { useBoxLabel } from './useBoxLabel';

/** A task, or a container that is closed: what it is called and is, and how it is doing. */
export function TaskBox(props: { data: BoxData; node: PipelineNode }) {
  const { data, node } = props;
  const { t } = useKubeflowTranslation();
  const label = useBoxLabel(data, node);
  return (
    <div
      {...boxAttributes(data)}
      className={styles.task}
      aria-label={label}
      data-stacked={data.canOpen || undefined}
    >
      <span
        className={styles.type}
        title={t(`run.graph.type.${node.type}`)}
        aria-hidden="true"
      >
        <NodeTypeIcon type={node.type} size={18} />
      </span>
      <span className={styles.text}>
        <span className={styles.name} title={node.name}>
          {node.name}
        </span>
        <span className={styles.line}>
          <BoxState data={data} node={node} />
          <BoxFacts data={data} node={node} />
        </span>
      </span>
      {data.canOpen && <OpenButton node={node} isOpen={false} />}
    </div>
  );
}
