import { Alert } from '@backstage/ui';
import {
  kubeflowPipelineReadPermission,
  type Pipeline,
  type PipelineVersion,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  SkeletonText,
  usePipelinesHref,
  useVersion,
  type PipelinesListResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { NothingYet } from '../../shell/NothingYet';
import { RecordError } from '../../shell/RecordError';
import type { RecordPlace } from '../../shell/RecordPage';
import { UploadButton } from '../upload/UploadButton';
import { PipelineTabs } from './PipelineTabs';
import { usePipelineAddress } from './usePipelineAddress';
import { VersionBar } from './VersionBar';

/** The version of a pipeline that is looked at, and the way to the others. */
export function PipelineVersions(props: {
  place: RecordPlace;
  pipeline: Pipeline;
  versions: PipelinesListResult<PipelineVersion>;
}) {
  const { place, pipeline, versions } = props;
  const { ref, server, readOnly } = place;
  const { cluster } = ref;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { version: asked, change } = usePipelineAddress();
  const versionId = asked ?? versions.data?.at(0)?.id;
  const version = useVersion(
    versionId
      ? {
          cluster,
          pipelineId: pipeline.id,
          versionId,
          namespace: ref.namespace,
        }
      : undefined,
  );
  if (!versionId) {
    if (versions.data) {
      return (
        <NothingYet
          title={t('pipelines.pipeline.noVersions.title')}
          description={t('pipelines.pipeline.noVersions.description')}
          actions={
            <UploadButton
              place={{
                server,
                cluster,
                namespace: pipeline.namespace,
                readOnly,
              }}
              pipeline={pipeline}
            />
          }
        />
      );
    }
    return versions.error ? (
      <ErrorPanel
        error={versions.error}
        onRetry={versions.retry}
        permission={kubeflowPipelineReadPermission}
      />
    ) : (
      <SkeletonText lines={8} />
    );
  }
  return (
    <>
      <VersionBar
        label={t('pipelines.pipeline.version')}
        versions={versions.data ?? []}
        chosen={version.data?.version}
        value={versionId}
        onChange={next => change({ version: next })}
      />
      {version.data?.version.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('pipelines.recurring.fault')}
          description={version.data.version.error}
        />
      )}
      {version.error && !version.data && (
        <RecordError
          error={version.error}
          onRetry={version.retry}
          notFound={t('pipelines.pipeline.noSuchVersion')}
          list={href.pipeline(ref)}
        />
      )}
      {version.isPending && <SkeletonText lines={8} />}
      {version.data && (
        <PipelineTabs place={place} detail={version.data} versions={versions} />
      )}
    </>
  );
}
