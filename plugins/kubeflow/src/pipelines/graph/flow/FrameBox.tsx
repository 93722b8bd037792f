import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { NodeTypeIcon } from '../nodeTypeIcons';
import { boxAttributes } from './boxAttributes';
import { BoxState } from './BoxState';
import styles from './boxes.module.css';
import { useFlowContext } from './flowContext';
import type { BoxData } from './flowTypes';
import { IterationPicker } from './IterationPicker';
import { OpenButton } from './OpenButton';
import { useBoxLabel } from './useBoxLabel';

/** A container that is open: a frame around what lies in it, with what it is above. */
export function FrameBox(props: { data: BoxData; node: PipelineNode }) {
  const { data, node } = props;
  const { isFar } = useFlowContext();
  const label = useBoxLabel(data, node);
  return (
    <div
      {...boxAttributes(data)}
      className={styles.frame}
      aria-label={label}
      data-type={node.type}
    >
      {!isFar && (
        <div className={styles.frameHeader}>
          <OpenButton node={node} isOpen />
          <span className={styles.type} aria-hidden="true">
            <NodeTypeIcon type={node.type} size={16} />
          </span>
          <span className={styles.frameText}>
            <span className={styles.name} title={node.name}>
              {node.name}
            </span>
            <span className={styles.line}>
              {(data.status || !node.condition) && (
                <BoxState data={data} node={node} />
              )}
              {node.condition && (
                <code className={styles.condition} title={node.condition}>
                  {node.condition}
                </code>
              )}
            </span>
          </span>
          {data.iterations && data.iterations.total > 0 && (
            <IterationPicker
              loop={node}
              iterations={data.iterations}
              chosen={data.iteration}
            />
          )}
        </div>
      )}
    </div>
  );
}
