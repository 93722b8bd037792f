import { Link } from '@backstage/ui';
import type { Pod } from '@kubeflow-portal/plugin-kubeflow-common';
import { Duration, RelativeTime } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import tables from '../table.module.css';
import styles from './ContainerTable.module.css';

type Container = Pod['containers'][number];

/** The containers of a pod: what each one does, how it ended and how often it was started again. */
export function ContainerTable(props: {
  title: string;
  containers: readonly Container[];
  /** The address of a container's log: of its present run, or of the one before. */
  logHref: (container: string, previous: boolean) => string;
}) {
  const { title, containers, logHref } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={title}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('workload.container')}</th>
            <th scope="col">{t('workload.containerState')}</th>
            <th scope="col">{t('workload.image')}</th>
            <th scope="col" data-number>
              {t('workload.containerRestarts')}
            </th>
            <th scope="col">{t('workload.log')}</th>
          </tr>
        </thead>
        <tbody>
          {containers.map((container, index) => (
            <tr key={`${index} ${container.name}`}>
              <th scope="row">
                <ContainerName container={container} />
              </th>
              <td>
                <ContainerState container={container} />
              </td>
              <td>
                <code className={styles.image}>{container.image ?? '–'}</code>
              </td>
              <td data-number>{container.restartCount}</td>
              <td>
                <Link
                  href={logHref(container.name, false)}
                  aria-label={t('workload.logOf', { name: container.name })}
                >
                  {t('workload.log')}
                </Link>
                {container.lastTermination && (
                  <>
                    {' · '}
                    <Link
                      href={logHref(container.name, true)}
                      aria-label={t('workload.previousLogOf', {
                        name: container.name,
                      })}
                    >
                      {t('workload.previousLog')}
                    </Link>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ContainerName(props: { container: Container }) {
  const { name, type } = props.container;
  const { t } = useKubeflowTranslation();
  return (
    <>
      {name}
      {type !== 'main' && (
        <span className={styles.type}>
          {t(
            type === 'init'
              ? 'workload.containerInit'
              : 'workload.containerEphemeral',
          )}
        </span>
      )}
    </>
  );
}

const stateTexts = {
  waiting: 'workload.containerWaiting',
  running: 'workload.containerRunning',
  terminated: 'workload.containerTerminated',
  unknown: 'workload.containerUnknown',
} as const;

function ContainerState(props: { container: Container }) {
  const { container } = props;
  const { t } = useKubeflowTranslation();
  const { lastTermination: before } = container;
  const isBad = container.exitCode !== undefined && container.exitCode !== 0;
  return (
    <div className={styles.state}>
      <span data-bad={isBad}>
        {[
          t(stateTexts[container.state]),
          container.reason,
          container.exitCode !== undefined &&
            t('workload.exitCode', { code: String(container.exitCode) }),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      {container.startedAt && (
        <span className={styles.quiet}>
          <Duration from={container.startedAt} to={container.finishedAt} />
        </span>
      )}
      {container.message && (
        <span className={styles.message}>{container.message}</span>
      )}
      {before && (
        <span className={styles.message}>
          {t('workload.before', {
            how: [
              before.reason,
              before.exitCode !== undefined &&
                t('workload.exitCode', { code: String(before.exitCode) }),
              before.message,
            ]
              .filter(Boolean)
              .join(', '),
          })}{' '}
          <RelativeTime time={before.finishedAt} />
        </span>
      )}
    </div>
  );
}
