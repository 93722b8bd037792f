import { ButtonIcon, Link } from '@backstage/ui';
import type { Pod } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  AcceleratorList,
  RelativeTime,
  StateBadge,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { formatLogChoice } from '../logs/logChoice';
import { ContainerTable } from './ContainerTable';
import styles from './PodRow.module.css';
import { podStates } from './podStates';

/** One pod: its part in the whole, how it is doing and why, where it runs; its containers on demand. */
export function PodRow(props: { pod: Pod }) {
  const { pod } = props;
  const { t } = useKubeflowTranslation();
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
  const { pathname } = useLocation();
  const logHref = (choice: Parameters<typeof formatLogChoice>[0]) =>
    `${pathname}?${formatLogChoice(choice)}`;
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
          state={podStates[pod.phase]}
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
            <Link
              variant="body-small"
              href={logHref({ pod: pod.name })}
              aria-label={t('workload.logOf', { name: pod.name })}
            >
              {t('workload.log')}
            </Link>
          </div>
        </div>
      </div>
      <div id={id} hidden={!isOpen} className={styles.containers}>
        {isOpen && (
          <ContainerTable
            title={title}
            containers={pod.containers}
            logHref={(container, previous) =>
              logHref({ pod: pod.name, container, previous })
            }
          />
        )}
      </div>
    </li>
  );
}
