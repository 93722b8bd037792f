import {
  usePipelinesHref,
  useRun,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { WorkloadSkeleton } from '../../workload/WorkloadSkeleton';
import { RecordError } from '../shell/RecordError';
import { RecordPage, type RecordPlace } from '../shell/RecordPage';
import { RunContent } from './RunContent';

/** The page of one run, named by the address: `…/runs/<cluster>/<id>`. */
export function RunPage() {
  return (
    <RecordPage>
      {place => (
        <RunOf key={`${place.ref.cluster}/${place.ref.id}`} place={place} />
      )}
    </RecordPage>
  );
}

function RunOf(props: { place: RecordPlace }) {
  const { place } = props;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const result = useRun(place.ref);
  const { data, error, retry } = result;
  if (data) {
    return <RunContent place={place} detail={data} result={result} />;
  }
  return error ? (
    <RecordError
      error={error}
      onRetry={retry}
      notFound={t('run.notFound')}
      list={href.runs({ cluster: place.ref.cluster })}
    />
  ) : (
    <WorkloadSkeleton />
  );
}
