import { Alert } from '@backstage/ui';
import { RiDeleteBinLine, RiListCheck3, RiPlayLine } from '@remixicon/react';
import type {
  Pipeline,
  PipelineVersion,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RelativeTime,
  usePipelinesHref,
  type PipelinesListResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ActionButton } from '../../shell/ActionButton';
import { hasNamespaces } from '../../shell/place';
import { RecordFact, RecordHeader } from '../../shell/RecordHeader';
import type { RecordPlace } from '../../shell/RecordPage';
import { TagList } from '../../shell/TagList';
import { UploadButton } from '../upload/UploadButton';
import { DeletePipelineDialog } from './DeletePipelineDialog';
import { usePipelineAddress } from './usePipelineAddress';

/** What a pipeline is, and what can be done with it. */
export function PipelineHeader(props: {
  place: RecordPlace;
  pipeline: Pipeline;
  versions: PipelinesListResult<PipelineVersion>;
}) {
  const { place, pipeline, versions } = props;
  const { ref, server, readOnly } = place;
  const { cluster } = ref;
  const { id, name, namespace, tags } = pipeline;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { version } = usePipelineAddress();
  const [isAsked, setAsked] = useState(false);
  const isEmpty = versions.data?.length === 0;
  return (
    <>
      <RecordHeader
        kind={t('pipelines.column.pipeline')}
        name={name}
        description={pipeline.description}
        badges={<TagList tags={tags} limit={6} />}
        actions={
          <>
            <ActionButton
              variant="primary"
              iconStart={<RiPlayLine />}
              href={href.newRun(cluster, {
                pipeline: id,
                version,
                namespace: namespace ?? ref.namespace,
              })}
              reason={
                readOnly ??
                (isEmpty ? t('pipelines.pipeline.noVersionNoRun') : undefined)
              }
            >
              {t('pipelines.pipeline.run')}
            </ActionButton>
            <ActionButton
              iconStart={<RiListCheck3 />}
              href={href.runs({ cluster, namespace, pipeline: id })}
              reason={undefined}
            >
              {t('pipelines.nav.runs')}
            </ActionButton>
            <UploadButton
              place={{ server, cluster, namespace, readOnly }}
              pipeline={pipeline}
            />
            <ActionButton
              iconStart={<RiDeleteBinLine />}
              reason={readOnly}
              onPress={() => setAsked(true)}
            >
              {t('pipelines.delete')}
            </ActionButton>
          </>
        }
      >
        <RecordFact label={t('pipelines.place.cluster')}>
          {server.title}
        </RecordFact>
        {hasNamespaces(server) && (
          <RecordFact label={t('pipelines.place.namespace')}>
            {namespace ?? t('pipelines.pipeline.sharedByAll')}
          </RecordFact>
        )}
        <RecordFact label={t('pipelines.column.created')}>
          <RelativeTime time={pipeline.createdAt} />
        </RecordFact>
      </RecordHeader>
      {pipeline.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('pipelines.recurring.fault')}
          description={pipeline.error}
        />
      )}
      {isAsked && (
        <DeletePipelineDialog
          place={place}
          pipeline={pipeline}
          versions={versions}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
