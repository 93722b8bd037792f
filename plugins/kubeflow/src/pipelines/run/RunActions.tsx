import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  kubeflowRunDeletePermission,
  kubeflowRunUpdatePermission,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  useCommandRun,
  useDeleteRun,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import {
  RiArchiveLine,
  RiDeleteBinLine,
  RiFileCopyLine,
  RiInboxUnarchiveLine,
  RiMoreLine,
  RiRestartLine,
  RiScales3Line,
  RiStopCircleLine,
} from '@remixicon/react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { canBe } from '../runs/bulk';
import { ActionButton } from '../shell/ActionButton';
import { ActionError } from '../shell/ActionError';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import type { RecordPlace } from '../shell/RecordPage';
import { useRunOfPage } from './RunContext';
import styles from './RunPage.module.css';

/** What can be done with a run now. What cannot be taken back is asked for first. */
export function RunActions(props: { place: RecordPlace }) {
  const { readOnly } = props.place;
  const { ref, detail } = useRunOfPage();
  const { run } = detail;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const navigate = useNavigate();
  const command = useCommandRun();
  const termination = useCommandRun();
  const deletion = useDeleteRun();
  const [asked, setAsked] = useState<'terminate' | 'delete'>();
  const { cluster } = ref;
  const namespace = run.namespace ?? ref.namespace;
  const list = href.runs({ cluster, namespace });
  const isArchived = run.storage === 'archived';
  // Why not is shown by the error below.
  const send = (name: 'retry' | 'archive' | 'restore') =>
    void command.run({ ref, command: name }).catch(() => undefined);
  return (
    <>
      {canBe('retry', run) && (
        <ActionButton
          iconStart={<RiRestartLine />}
          isPending={command.isPending}
          reason={readOnly}
          onPress={() => send('retry')}
        >
          {t('run.retry')}
        </ActionButton>
      )}
      {canBe('terminate', run) && (
        <ActionButton
          iconStart={<RiStopCircleLine />}
          reason={readOnly}
          onPress={() => setAsked('terminate')}
        >
          {t('run.terminate')}
        </ActionButton>
      )}
      <ActionButton
        iconStart={<RiFileCopyLine />}
        href={href.newRun(cluster, { clone: run.id, namespace })}
        reason={readOnly}
      >
        {t('run.clone')}
      </ActionButton>
      <ActionButton
        iconStart={<RiScales3Line />}
        href={href.compare({ cluster, namespace, run: [run.id] })}
        reason={undefined}
      >
        {t('run.compare')}
      </ActionButton>
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiMoreLine />}
          aria-label={t('run.more')}
          isDisabled={readOnly !== undefined}
        />
        <Menu>
          <MenuItem
            iconStart={
              isArchived ? <RiInboxUnarchiveLine /> : <RiArchiveLine />
            }
            onAction={() => send(isArchived ? 'restore' : 'archive')}
          >
            {t(isArchived ? 'run.restore' : 'run.archive')}
          </MenuItem>
          <MenuItem
            color="danger"
            iconStart={<RiDeleteBinLine />}
            onAction={() => setAsked('delete')}
          >
            {t('run.delete')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {command.error && (
        <div className={styles.actionError}>
          <ActionError
            error={command.error}
            permission={kubeflowRunUpdatePermission}
          />
        </div>
      )}
      {asked === 'terminate' && (
        <ConfirmDialog
          title={t('run.terminateTitle', { name: run.name })}
          action={t('run.terminate')}
          destructive
          mutation={termination}
          input={{ ref, command: 'terminate' }}
          permission={kubeflowRunUpdatePermission}
          onClose={() => setAsked(undefined)}
        >
          {t('run.terminateText')}
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('run.deleteTitle', { name: run.name })}
          action={t('run.delete')}
          destructive
          mutation={deletion}
          input={{ ref }}
          permission={kubeflowRunDeletePermission}
          onDone={() => list && navigate(list)}
          onClose={() => setAsked(undefined)}
        >
          {t('run.deleteText')}
        </ConfirmDialog>
      )}
    </>
  );
}
