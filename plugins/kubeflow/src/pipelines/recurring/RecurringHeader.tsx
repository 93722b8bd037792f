import {
  RiDeleteBinLine,
  RiFileCopyLine,
  RiPauseCircleLine,
  RiPlayCircleLine,
} from '@remixicon/react';
import {
  kubeflowRunDeletePermission,
  kubeflowRunUpdatePermission,
  type RecurringRun,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RelativeTime,
  useCommandRecurringRun,
  useDeleteRecurringRun,
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
import { ScheduleBadge } from './ScheduleBadge';

/** What a recurring run is, and what can be done with it. */
export function RecurringHeader(props: {
  place: RecordPlace;
  run: RecurringRun;
}) {
  const { place, run } = props;
  const { ref, readOnly } = place;
  const { cluster } = ref;
  const { name, namespace, enabled } = run;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const navigate = useNavigate();
  const command = useCommandRecurringRun();
  const remove = useDeleteRecurringRun();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <RecordHeader
        kind={t('pipelines.recurring.one')}
        name={name}
        description={run.description}
        badges={<ScheduleBadge run={run} />}
        actions={
          <>
            <ActionButton
              variant={enabled ? 'secondary' : 'primary'}
              iconStart={enabled ? <RiPauseCircleLine /> : <RiPlayCircleLine />}
              reason={readOnly}
              isPending={command.isPending}
              onPress={() =>
                // What fails is shown below.
                void command
                  .run({ ref, command: enabled ? 'disable' : 'enable' })
                  .catch(() => undefined)
              }
            >
              {enabled
                ? t('pipelines.recurring.disable')
                : t('pipelines.recurring.enable')}
            </ActionButton>
            <ActionButton
              iconStart={<RiFileCopyLine />}
              href={href.newRun(cluster, { recurring: run.id })}
              reason={readOnly}
            >
              {t('pipelines.recurring.clone')}
            </ActionButton>
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
          {place.server.title}
        </RecordFact>
        {namespace && (
          <RecordFact label={t('pipelines.place.namespace')}>
            {namespace}
          </RecordFact>
        )}
        <RecordFact label={t('pipelines.column.created')}>
          <RelativeTime time={run.createdAt} />
        </RecordFact>
      </RecordHeader>
      <ActionError
        error={command.error}
        permission={kubeflowRunUpdatePermission}
      />
      {isAsked && (
        <ConfirmDialog
          title={t('pipelines.recurring.deleteTitle', { name })}
          action={t('pipelines.delete')}
          destructive
          mutation={remove}
          input={{ ref }}
          permission={kubeflowRunDeletePermission}
          onClose={() => setAsked(false)}
          onDone={() => {
            const to = href.recurringRuns({ cluster, namespace });
            if (to) {
              navigate(to, { replace: true });
            }
          }}
        >
          <p>{t('pipelines.recurring.deleteExplained')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
