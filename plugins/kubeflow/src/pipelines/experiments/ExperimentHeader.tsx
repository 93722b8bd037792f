import { Badge } from '@backstage/ui';
import {
  RiArchiveLine,
  RiDeleteBinLine,
  RiInboxUnarchiveLine,
  RiPlayLine,
} from '@remixicon/react';
import {
  kubeflowRunDeletePermission,
  kubeflowRunUpdatePermission,
  type PipelineExperiment,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RelativeTime,
  useCommandExperiment,
  useDeleteExperiment,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import { ActionError } from '../shell/ActionError';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { RecordFact, RecordHeader } from '../shell/RecordHeader';
import type { RecordPlace } from '../shell/RecordPage';

/** What an experiment is, and what can be done with it. */
export function ExperimentHeader(props: {
  place: RecordPlace;
  experiment: PipelineExperiment;
}) {
  const { place, experiment } = props;
  const { ref, readOnly } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const navigate = useNavigate();
  const command = useCommandExperiment();
  const remove = useDeleteExperiment();
  const [asked, setAsked] = useState<'archive' | 'delete'>();
  const isArchived = experiment.storage === 'archived';
  const { cluster } = ref;
  const { name, namespace } = experiment;
  return (
    <>
      <RecordHeader
        kind={t('pipelines.experiments.one')}
        name={name}
        description={experiment.description}
        badges={
          isArchived && (
            <Badge size="small">{t('pipelines.storage.archived')}</Badge>
          )
        }
        actions={
          <>
            <ActionButton
              variant="primary"
              iconStart={<RiPlayLine />}
              href={href.newRun(cluster, { experiment: experiment.id })}
              reason={
                readOnly ??
                (isArchived
                  ? t('pipelines.experiments.archivedNoRun')
                  : undefined)
              }
            >
              {t('pipelines.newRun')}
            </ActionButton>
            {isArchived ? (
              <ActionButton
                iconStart={<RiInboxUnarchiveLine />}
                reason={readOnly}
                isPending={command.isPending}
                onPress={() =>
                  // What fails is shown below.
                  void command
                    .run({ ref, command: 'restore' })
                    .catch(() => undefined)
                }
              >
                {t('pipelines.storage.restore')}
              </ActionButton>
            ) : (
              <ActionButton
                iconStart={<RiArchiveLine />}
                reason={readOnly}
                onPress={() => setAsked('archive')}
              >
                {t('pipelines.storage.archive')}
              </ActionButton>
            )}
            <ActionButton
              iconStart={<RiDeleteBinLine />}
              reason={readOnly}
              onPress={() => setAsked('delete')}
            >
              {t('pipelines.delete')}
            </ActionButton>
          </>
        }
      >
        <RecordFact label={t('pipelines.place.cluster')}>
          {place.server.title}
        </RecordFact>
        {namespace && (
          <RecordFact label={t('pipelines.place.namespace')}>
            {namespace}
          </RecordFact>
        )}
        <RecordFact label={t('pipelines.column.created')}>
          <RelativeTime time={experiment.createdAt} />
        </RecordFact>
        <RecordFact label={t('pipelines.column.lastRun')}>
          <RelativeTime time={experiment.lastRunAt} />
        </RecordFact>
      </RecordHeader>
      {asked === undefined && (
        <ActionError
          error={command.error}
          permission={kubeflowRunUpdatePermission}
        />
      )}
      {asked === 'archive' && (
        <ConfirmDialog
          title={t('pipelines.experiments.archiveTitle', { name })}
          action={t('pipelines.storage.archive')}
          mutation={command}
          input={{ ref, command: 'archive' }}
          permission={kubeflowRunUpdatePermission}
          onClose={() => setAsked(undefined)}
        >
          <p>{t('pipelines.experiments.archiveExplained')}</p>
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('pipelines.experiments.deleteTitle', { name })}
          action={t('pipelines.delete')}
          destructive
          mutation={remove}
          input={{ ref }}
          permission={kubeflowRunDeletePermission}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            const to = href.experiments({ cluster, namespace });
            if (to) {
              navigate(to, { replace: true });
            }
          }}
        >
          <p>{t('pipelines.experiments.deleteExplained')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
