import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloudOffLine,
  RiLock2Line,
  RiLoader4Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { Cluster } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './StateBadge.module.css';

const looks: Record<
  Cluster['health'],
  { icon: RemixiconComponentType; tone: string }
> = {
  connected: { icon: RiCheckboxCircleFill, tone: 'success' },
  connecting: { icon: RiLoader4Line, tone: 'info' },
  degraded: { icon: RiAlertFill, tone: 'warning' },
  unauthorized: { icon: RiLock2Line, tone: 'danger' },
  unreachable: { icon: RiCloudOffLine, tone: 'danger' },
};

/** How well a cluster is connected: colour, icon and word. @public */
export function ClusterHealth(props: { health: Cluster['health'] }) {
  const { health } = props;
  const { t } = useKubeflowTranslation();
  const { icon: Icon, tone } = looks[health];
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      {t(`health.${health}`)}
    </span>
  );
}
