import { Alert, Text } from '@backstage/ui';
import {
  ErrorPanel,
  usePipelinesHref,
  useRecurringRun,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { WorkloadSkeleton } from '../../workload/WorkloadSkeleton';
import { RunsTable } from '../runs/RunsTable';
import { RecordError } from '../shell/RecordError';
import {
  RecordArticle,
  RecordPage,
  type RecordPlace,
} from '../shell/RecordPage';
import { RecurringHeader } from './RecurringHeader';
import { RecurringSettings } from './RecurringSettings';
import { ScheduleSection } from './ScheduleSection';

/** One recurring run: when it fires, with what, and what it has started. */
export function RecurringPage() {
  return <RecordPage>{place => <Recurring place={place} />}</RecordPage>;
}

function Recurring(props: { place: RecordPlace }) {
  const { place } = props;
  const { ref, server, readOnly } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { data: run, error, retry } = useRecurringRun(ref);
  if (!run) {
    return error ? (
      <RecordError
        error={error}
        onRetry={retry}
        notFound={t('pipelines.recurring.notFound')}
        list={href.recurringRuns({ cluster: ref.cluster })}
      />
    ) : (
      <WorkloadSkeleton />
    );
  }
  return (
    <RecordArticle name={run.name}>
      <RecurringHeader place={place} run={run} />
      {error && <ErrorPanel error={error} onRetry={retry} isStale />}
      {run.message && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('pipelines.recurring.fault')}
          description={run.message}
        />
      )}
      <ScheduleSection run={run} />
      <RecurringSettings cluster={ref.cluster} run={run} />
      <Text as="h3" variant="body-medium" weight="bold">
        {t('pipelines.recurring.runs')}
      </Text>
      <RunsTable
        key={run.id}
        place={{
          server,
          cluster: ref.cluster,
          namespace: run.namespace,
          readOnly,
        }}
        fixed={{ recurringRun: run.id }}
      />
    </RecordArticle>
  );
}
