import {
  Box,
  Link,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  OwnerName,
  SkeletonText,
  useLocale,
  type WorkloadsResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useId, useState } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import {
  acceleratorShares,
  type AcceleratorGrouping,
  type AcceleratorShare,
} from './acceleratorShares';
import { useListHref } from './useListHref';
import styles from './OverviewPage.module.css';

const LIMIT = 7;

/** Who holds accelerators and who waits for them, by team or by device. */
export function AcceleratorCard(props: { list: WorkloadsResult }) {
  const { data, summary } = props.list;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const headingId = useId();
  const listHref = useListHref();
  const [by, setBy] = useState<AcceleratorGrouping>('owner');

  const totals = summary?.accelerators ?? { running: 0, waiting: 0 };
  const shares = acceleratorShares({
    workloads: data ?? [],
    totals,
    by,
    limit: LIMIT,
  });
  const largest = Math.max(
    1,
    ...shares.map(({ running, waiting }) => running + waiting),
  );
  const nameOf = ({ group, key }: AcceleratorShare) => {
    if (group === 'unowned') {
      return t('page.accelerators.unowned');
    }
    if (group === 'rest') {
      return t('page.accelerators.rest');
    }
    return by === 'owner' ? (
      <Link
        standalone
        variant="body-small"
        href={listHref('training', { owner: [key] })}
      >
        <OwnerName owner={key} />
      </Link>
    ) : (
      key
    );
  };

  return (
    <Box
      as="section"
      bg="neutral"
      aria-labelledby={headingId}
      className={styles.panel}
    >
      <div className={styles.panelHead}>
        <Text as="h2" variant="body-large" weight="bold" id={headingId}>
          {t('page.accelerators.title')}
        </Text>
        <ToggleButtonGroup
          aria-label={t('page.accelerators.groupBy')}
          className={styles.segments}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[by]}
          onSelectionChange={keys => {
            for (const key of keys) {
              setBy(key as AcceleratorGrouping);
            }
          }}
        >
          <ToggleButton id="owner" size="small">
            {t('page.accelerators.byTeam')}
          </ToggleButton>
          <ToggleButton id="device" size="small">
            {t('page.accelerators.byDevice')}
          </ToggleButton>
        </ToggleButtonGroup>
      </div>
      {summary === undefined ? (
        <SkeletonText lines={4} />
      ) : (
        <>
          <p className={styles.figures}>
            <span>
              <strong>{totals.running.toLocaleString(locale)}</strong>{' '}
              {t('page.accelerators.running')}
            </span>
            <span>
              <strong>{totals.waiting.toLocaleString(locale)}</strong>{' '}
              {t('page.accelerators.waiting')}
            </span>
          </p>
          {shares.length > 0 && (
            <table className={styles.shares}>
              <thead className={styles.hidden}>
                <tr>
                  <th>
                    {t(
                      by === 'owner'
                        ? 'page.accelerators.byTeam'
                        : 'page.accelerators.byDevice',
                    )}
                  </th>
                  <th>{t('page.accelerators.running')}</th>
                  <th>{t('page.accelerators.waiting')}</th>
                </tr>
              </thead>
              <tbody>
                {shares.map(share => (
                  <tr key={`${share.group} ${share.key}`}>
                    <th scope="row">{nameOf(share)}</th>
                    <td className={styles.barCell} aria-hidden="true">
                      <span
                        className={styles.runningBar}
                        style={{ width: `${(share.running / largest) * 100}%` }}
                      />
                      <span
                        className={styles.waitingBar}
                        style={{ width: `${(share.waiting / largest) * 100}%` }}
                      />
                    </td>
                    <td className={styles.shareNumber}>
                      {share.running.toLocaleString(locale)}
                    </td>
                    <td className={styles.shareWaiting}>
                      {share.waiting > 0 &&
                        `+${share.waiting.toLocaleString(locale)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Box>
  );
}
