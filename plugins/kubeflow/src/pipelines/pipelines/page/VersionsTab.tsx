import { ButtonIcon } from '@backstage/ui';
import { RiDeleteBinLine } from '@remixicon/react';
import {
  kubeflowPipelineDeletePermission,
  type Pipeline,
  type PipelineVersion,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RecordCardLine,
  RecordName,
  RelativeTime,
  useDeleteVersion,
  usePipelinesHref,
  type PipelinesListResult,
  type RecordColumn,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useMemo, useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ConfirmDialog } from '../../shell/ConfirmDialog';
import { RecordList } from '../../shell/RecordList';
import type { RecordPlace } from '../../shell/RecordPage';
import { TagList } from '../../shell/TagList';
import { CodeSource } from './CodeSource';
import { RecurringOf } from './DeletePipelineDialog';
import { usePipelineAddress } from './usePipelineAddress';

/** All versions of a pipeline, the newest first. */
export function VersionsTab(props: {
  place: RecordPlace;
  pipeline: Pipeline;
  list: PipelinesListResult<PipelineVersion>;
}) {
  const { place, pipeline, list } = props;
  const { ref, readOnly } = place;
  const { cluster } = ref;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const address = usePipelineAddress();
  const remove = useDeleteVersion();
  const [asked, setAsked] = useState<PipelineVersion>();
  const hrefOf = useCallback(
    ({ id }: PipelineVersion) => href.pipeline(ref, { version: id }),
    [href, ref],
  );
  const deleteButton = useCallback(
    (version: PipelineVersion) => (
      <span title={readOnly}>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiDeleteBinLine />}
          isDisabled={readOnly !== undefined}
          aria-label={t('pipelines.pipeline.deleteVersion', {
            name: version.name,
          })}
          onPress={() => setAsked(version)}
        />
      </span>
    ),
    [readOnly, t],
  );
  const columns = useMemo(
    (): RecordColumn<PipelineVersion>[] => [
      {
        id: 'name',
        label: t('pipelines.pipeline.version'),
        minWidth: 200,
        grow: 2,
        rank: 0,
        isHeader: true,
        render: version => (
          <RecordName
            name={version.name}
            href={hrefOf(version)}
            detail={version.error ?? version.description}
          />
        ),
      },
      {
        id: 'source',
        label: t('pipelines.column.source'),
        minWidth: 180,
        grow: 1.5,
        rank: 4,
        render: ({ codeSourceUrl }) => <CodeSource url={codeSourceUrl} />,
      },
      {
        id: 'tags',
        label: t('pipelines.column.tags'),
        minWidth: 270,
        grow: 0,
        rank: 3,
        render: ({ tags }) => <TagList tags={tags} limit={2} />,
      },
      {
        id: 'created',
        label: t('pipelines.column.created'),
        minWidth: 96,
        grow: 0,
        rank: 2,
        isNumber: true,
        render: ({ createdAt }) => <RelativeTime time={createdAt} />,
      },
      {
        id: 'delete',
        label: '',
        minWidth: 40,
        grow: 0,
        rank: 1,
        render: deleteButton,
      },
    ],
    [t, hrefOf, deleteButton],
  );
  const renderCard = useCallback(
    (version: PipelineVersion) => (
      <>
        <RecordCardLine
          isHeader
          start={
            <RecordName
              name={version.name}
              href={hrefOf(version)}
              detail={version.error ?? version.description}
            />
          }
          end={deleteButton(version)}
        />
        <RecordCardLine
          start={<TagList tags={version.tags} limit={1} />}
          end={<RelativeTime time={version.createdAt} />}
        />
      </>
    ),
    [hrefOf, deleteButton],
  );
  return (
    <>
      <RecordList
        label={t('pipelines.pipeline.tabs.versions')}
        list={list}
        columns={columns}
        renderCard={renderCard}
        cardHeight={92}
        hrefOf={hrefOf}
        onClear={undefined}
        nothing={null}
      />
      {asked && (
        <ConfirmDialog
          title={t('pipelines.pipeline.deleteVersionTitle', {
            name: asked.name,
          })}
          action={t('pipelines.delete')}
          destructive
          mutation={remove}
          input={{
            ref: {
              cluster,
              pipelineId: pipeline.id,
              versionId: asked.id,
              namespace: ref.namespace,
            },
          }}
          permission={kubeflowPipelineDeletePermission}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            if (address.version === asked.id) {
              address.change({ version: undefined }, { replace: true });
            }
          }}
        >
          <RecurringOf
            cluster={cluster}
            namespace={pipeline.namespace}
            matches={({ versionId }) => versionId === asked.id}
          />
          <p>{t('pipelines.pipeline.deleteKeepsRuns')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
