import {
  ErrorPanel,
  usePipeline,
  usePipelinesHref,
  useVersions,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { WorkloadSkeleton } from '../../../workload/WorkloadSkeleton';
import { RecordError } from '../../shell/RecordError';
import {
  RecordArticle,
  RecordPage,
  type RecordPlace,
} from '../../shell/RecordPage';
import { PipelineHeader } from './PipelineHeader';
import { PipelineVersions } from './PipelineVersions';

/** One pipeline with its versions. */
export function PipelinePage() {
  return <RecordPage>{place => <PipelineOf place={place} />}</RecordPage>;
}

function PipelineOf(props: { place: RecordPlace }) {
  const { place } = props;
  const { ref } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { data: pipeline, error, retry } = usePipeline(ref);
  const versions = useVersions(ref, {
    sort: 'created',
    order: 'desc',
    pageSize: 100,
  });
  if (!pipeline) {
    return error ? (
      <RecordError
        error={error}
        onRetry={retry}
        notFound={t('pipelines.pipeline.notFound')}
        list={href.pipelines({ cluster: ref.cluster })}
      />
    ) : (
      <WorkloadSkeleton />
    );
  }
  return (
    <RecordArticle name={pipeline.name}>
      <PipelineHeader place={place} pipeline={pipeline} versions={versions} />
      {error && <ErrorPanel error={error} onRetry={retry} isStale />}
      <PipelineVersions place={place} pipeline={pipeline} versions={versions} />
    </RecordArticle>
  );
}
