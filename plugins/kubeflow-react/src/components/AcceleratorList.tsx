import type { AcceleratorRequest } from '@kubeflow-portal/plugin-kubeflow-common';
import { acceleratorName } from '../format/accelerator';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './text.module.css';

/** @public */
export interface AcceleratorListProps {
  accelerators: readonly AcceleratorRequest[];
}

/** `8 × H100`, one after the other; a dash when none are asked for. @public */
export function AcceleratorList(props: AcceleratorListProps) {
  const { accelerators } = props;
  const { t } = useKubeflowTranslation();
  if (accelerators.length === 0) {
    return <span className={styles.muted}>–</span>;
  }
  return (
    <>
      {accelerators.map((accelerator, index) => {
        const { resource, product, dynamic, count } = accelerator;
        const full = dynamic
          ? t('accelerators.dynamic', { resource })
          : resource;
        return (
          <span
            key={`${resource} ${product}`}
            className={styles.number}
            title={product ? `${full} (${product})` : full}
          >
            {index > 0 && ', '}
            {count} <span className={styles.muted}>×</span>{' '}
            {acceleratorName(accelerator)}
          </span>
        );
      })}
    </>
  );
}
