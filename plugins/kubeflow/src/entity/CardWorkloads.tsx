import type { WorkloadFilter } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  SkeletonText,
  useLiveUpdates,
  useThrottle,
  useWorkloads,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { attention, running } from '../overview/stateGroups';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { CardSection } from './CardSection';
import { CardStates } from './CardStates';
import styles from './entity.module.css';

/** Rows of each section; the rest is in the tab. */
const ROWS = 4;

const REFRESH_MILLISECONDS = 2_000;

/** Counts per state, then what needs attention, then what runs. */
export function CardWorkloads(props: {
  filter: WorkloadFilter;
  /** Address of the tab, where there is one. */
  tab: string | undefined;
}) {
  const { filter, tab } = props;
  const { t } = useKubeflowTranslation();
  const common = { pageSize: ROWS, live: false };
  const failing = useWorkloads({
    ...common,
    filter: { ...filter, state: attention },
  });
  const active = useWorkloads({
    ...common,
    filter: { ...filter, state: running },
    sort: 'started',
    order: 'desc',
  });
  const refresh = useThrottle(
    () => {
      failing.refresh();
      active.refresh();
    },
    () => REFRESH_MILLISECONDS,
  );
  useLiveUpdates({
    filter,
    since: failing.summary?.sequence,
    enabled: failing.summary !== undefined,
    onChange: refresh.request,
  });

  const { summary } = failing;
  const error = failing.error ?? active.error;
  const retry = () => {
    failing.retry();
    active.retry();
  };
  if (!summary) {
    return error ? (
      <ErrorPanel error={error} onRetry={retry} />
    ) : (
      <SkeletonText lines={4} />
    );
  }
  const isEmpty = Object.values(summary.states).every(count => !count);
  const isQuiet =
    failing.data?.length === 0 && active.data?.length === 0 && !isEmpty;
  return (
    <>
      {error && <ErrorPanel error={error} onRetry={retry} isStale />}
      <WarningList warnings={summary.warnings} />
      {isEmpty ? (
        <p className={styles.quiet}>{t('entity.nothingShort')}</p>
      ) : (
        <CardStates counts={summary.states} tab={tab} />
      )}
      {isQuiet && <p className={styles.quiet}>{t('entity.card.quiet')}</p>}
      <CardSection
        title={t('entity.card.attention')}
        list={failing}
        all={tab && `${tab}?${query(attention)}`}
      />
      <CardSection
        title={t('entity.card.running')}
        list={active}
        all={tab && `${tab}?${query(running)}`}
      />
    </>
  );
}

function query(states: readonly string[]): string {
  return new URLSearchParams(states.map(state => ['state', state])).toString();
}
