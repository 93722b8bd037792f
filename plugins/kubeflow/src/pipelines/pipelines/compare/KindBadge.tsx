import type { DiffKind } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RiAddCircleLine,
  RiEditCircleLine,
  RiIndeterminateCircleLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from './Compare.module.css';

const icons: Record<DiffKind, RemixiconComponentType> = {
  added: RiAddCircleLine,
  removed: RiIndeterminateCircleLine,
  changed: RiEditCircleLine,
};

/** How something differs: colour, icon and word. */
export function KindBadge(props: { kind: DiffKind }) {
  const { kind } = props;
  const { t } = useKubeflowTranslation();
  const Icon = icons[kind];
  return (
    <span className={styles.kind} data-kind={kind}>
      <Icon size={14} aria-hidden="true" />
      {t(`run.graph.${kind}`)}
    </span>
  );
}
