import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import type {
  Pod,
  WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  AcceleratorList,
  RelativeTime,
  StateBadge,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { kubeflowTranslationRef } from '../../translation/ref';
import { ContainerTable } from './ContainerTable';
import styles from './PodRow.module.css';

/** The phases of a pod are states of ours, by the same words. */
const states: Record<Pod['phase'], WorkloadState> = {
  Pending: 'pending',
  Running: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Unknown: 'unknown',
};

/** One pod: its part in the whole, how it is doing and why, where it runs; its containers on demand. */
export function PodRow(props: { pod: Pod }) {
  const { pod } = props;
  const { t } = useTranslationRef(kubeflowTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const restarts = pod.containers.reduce(
    (sum, container) => sum + container.restartCount,
    0,
  );
  const part = [
    pod.role,
    pod.rank !== undefined && t('workload.rank', { rank: String(pod.rank) }),
  ]
    .filter(Boolean)
    .join(', ');
  const title = t('workload.containers', { pod: pod.name });
  return (
    <li className={styles.pod}>
      <div className={styles.row}>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={isOpen ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
          aria-label={title}
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => setOpen(!isOpen)}
        />
        <StateBadge
          state={states[pod.phase]}
          reason={pod.reason}
          deleting={pod.deleting}
        />
        <div className={styles.main}>
          <div className={styles.names}>
            {part && <strong>{part}</strong>}
            <span className={styles.name}>{pod.name}</span>
          </div>
          {pod.message && (
            <p
              className={styles.message}
              data-bad={pod.phase === 'Failed' || undefined}
            >
              {pod.message}
            </p>
          )}
          <div className={styles.facts}>
            <span>
              {pod.node
                ? t('workload.node', { node: pod.node })
                : t('workload.noNode')}
            </span>
            {pod.accelerators.length > 0 && (
              <span>
                <AcceleratorList accelerators={pod.accelerators} />
              </span>
            )}
            {restarts > 0 && (
              <span className={styles.restarts}>
                {t('workload.restarts', { count: restarts })}
              </span>
            )}
            {pod.deleting && <span>{t('workload.podDeleting')}</span>}
            <span>
              <RelativeTime time={pod.startedAt ?? pod.createdAt} />
            </span>
          </div>
        </div>
      </div>
      <div id={id} hidden={!isOpen} className={styles.containers}>
        {isOpen && <ContainerTable title={title} containers={pod.containers} />}
      </div>
    </li>
  );
}
