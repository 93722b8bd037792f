import { Switch } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  SkeletonRows,
  useEvents,
  WarningList,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import { ShowMore, useShowMore } from '../ShowMore';
import { EventRow } from './EventRow';
import styles from './EventsTab.module.css';
import { sortEvents } from './sortEvents';

const STEP = 100;

/** What Kubernetes said about the object and its pods, the newest first. */
export function EventsTab(props: {
  workloadRef: WorkloadRef;
  isDeleted: boolean;
}) {
  const { workloadRef, isDeleted } = props;
  const { t } = useKubeflowTranslation();
  const { data, warnings, error, retry } = useEvents(workloadRef, {
    enabled: !isDeleted,
  });
  const [search, setSearch] = useSearchParams();
  const warningsFirst = search.get('first') === 'warnings';
  const setWarningsFirst = (next: boolean) =>
    setSearch(
      current => {
        const changed = new URLSearchParams(current);
        if (next) {
          changed.set('first', 'warnings');
        } else {
          changed.delete('first');
        }
        return changed;
      },
      { replace: true },
    );
  const events = useMemo(
    () => sortEvents(data ?? [], warningsFirst),
    [data, warningsFirst],
  );
  const { shown, rest, more } = useShowMore(events, STEP);

  if (!data) {
    return error ? (
      <ErrorPanel error={error} onRetry={retry} />
    ) : (
      !isDeleted && <SkeletonRows rows={5} />
    );
  }
  return (
    <div className={styles.events}>
      <WarningList warnings={warnings} />
      {error && !isDeleted && (
        <ErrorPanel error={error} onRetry={retry} isStale />
      )}
      {events.length === 0 ? (
        <EmptyState
          title={t('workload.noEventsTitle')}
          description={t('workload.noEvents')}
        />
      ) : (
        <Section
          title={t('workload.events')}
          actions={
            <Switch
              label={t('workload.warningsFirst')}
              isSelected={warningsFirst}
              onChange={setWarningsFirst}
            />
          }
        >
          <ol className={styles.list}>
            {shown.map(event => (
              <EventRow key={event.uid} event={event} />
            ))}
          </ol>
          <ShowMore rest={rest} step={STEP} onPress={more} />
        </Section>
      )}
    </div>
  );
}
