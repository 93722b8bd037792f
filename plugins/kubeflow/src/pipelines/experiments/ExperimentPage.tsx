import {
  ErrorPanel,
  useExperiment,
  usePipelinesHref,
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
import { ExperimentHeader } from './ExperimentHeader';

/** One experiment with its runs. */
export function ExperimentPage() {
  return <RecordPage>{place => <Experiment place={place} />}</RecordPage>;
}

function Experiment(props: { place: RecordPlace }) {
  const { place } = props;
  const { ref, server, readOnly } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { data: experiment, error, retry } = useExperiment(ref);
  if (!experiment) {
    return error ? (
      <RecordError
        error={error}
        onRetry={retry}
        notFound={t('pipelines.experiments.notFound')}
        list={href.experiments({ cluster: ref.cluster })}
      />
    ) : (
      <WorkloadSkeleton />
    );
  }
  return (
    <RecordArticle name={experiment.name}>
      <ExperimentHeader place={place} experiment={experiment} />
      {error && <ErrorPanel error={error} onRetry={retry} isStale />}
      <RunsTable
        key={experiment.id}
        place={{
          server,
          cluster: ref.cluster,
          namespace: experiment.namespace,
          readOnly,
        }}
        fixed={{ experiment: experiment.id }}
      />
    </RecordArticle>
  );
}
