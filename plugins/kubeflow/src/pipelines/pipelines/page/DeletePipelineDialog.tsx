import {
  kubeflowPipelineDeletePermission,
  type Pipeline,
  type PipelineVersion,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  SkeletonText,
  useDeletePipeline,
  usePipelinesHref,
  useRecurringRuns,
  type PipelinesListResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useNavigate } from 'react-router-dom';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ConfirmDialog } from '../../shell/ConfirmDialog';
import type { RecordPlace } from '../../shell/RecordPage';

/** Recurring runs that are looked through for those of a pipeline; the server cannot tell them apart. */
const LOOKED_THROUGH = 200;
/** Named one by one. */
const NAMED = 5;

/** Asks before a pipeline is deleted, and says what goes with it. */
export function DeletePipelineDialog(props: {
  place: RecordPlace;
  pipeline: Pipeline;
  versions: PipelinesListResult<PipelineVersion>;
  onClose: () => void;
}) {
  const { place, pipeline, versions, onClose } = props;
  const { ref } = place;
  const { cluster } = ref;
  const { namespace, name } = pipeline;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const navigate = useNavigate();
  const remove = useDeletePipeline();
  const count = versions.total ?? versions.data?.length;
  return (
    <ConfirmDialog
      title={t('pipelines.pipeline.deleteTitle', { name })}
      action={t('pipelines.delete')}
      destructive
      mutation={remove}
      input={{ ref }}
      permission={kubeflowPipelineDeletePermission}
      onClose={onClose}
      onDone={() => {
        const to = href.pipelines({
          cluster,
          namespace,
          scope: namespace && 'private',
        });
        if (to) {
          navigate(to, { replace: true });
        }
      }}
    >
      <p>
        {count === undefined
          ? t('pipelines.pipeline.deleteAllVersions')
          : t('pipelines.pipeline.deleteVersions', { count })}
      </p>
      <RecurringOf
        cluster={cluster}
        namespace={namespace}
        matches={({ pipelineId }) => pipelineId === pipeline.id}
      />
      <p>{t('pipelines.pipeline.deleteKeepsRuns')}</p>
    </ConfirmDialog>
  );
}

/** Recurring runs that would fail from now on, as far as they can be found. */
export function RecurringOf(props: {
  cluster: string;
  namespace: string | undefined;
  matches: (run: { pipelineId?: string; versionId?: string }) => boolean;
}) {
  const { cluster, namespace, matches } = props;
  const { t } = useKubeflowTranslation();
  const list = useRecurringRuns(cluster, {
    namespace,
    pageSize: LOOKED_THROUGH,
  });
  if (!list.data) {
    return list.error ? (
      <p>{t('pipelines.pipeline.deleteRecurringUnknown')}</p>
    ) : (
      <SkeletonText lines={1} />
    );
  }
  const found = list.data.filter(matches);
  if (found.length === 0) {
    return list.hasMore ? (
      <p>{t('pipelines.pipeline.deleteRecurringUnknown')}</p>
    ) : null;
  }
  return (
    <div>
      <p>{t('pipelines.pipeline.deleteRecurring', { count: found.length })}</p>
      <ul>
        {found.slice(0, NAMED).map(run => (
          <li key={run.id}>{run.name}</li>
        ))}
        {found.length > NAMED && (
          <li>
            {t('pipelines.upload.moreProblems', {
              count: found.length - NAMED,
            })}
          </li>
        )}
      </ul>
    </div>
  );
}
