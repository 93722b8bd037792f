import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { boxAttributes } from './boxAttributes';
import type { BoxData } from './flowTypes';
import styles from './boxes.module.css';
import { useBoxLabel } from './useBoxLabel';

/** A task seen from far away: only its colour can be told, so nothing else is drawn. */
export function FarBox(props: { data: BoxData; node: PipelineNode }) {
  const { data, node } = props;
  const label = useBoxLabel(data, node);
  return (
    <div {...boxAttributes(data)} className={styles.far} aria-label={label} />
  );
}
