import { Button, Text } from '@backstage/ui';
import { usePipelinesHref } from '@kubeflow-portal/plugin-kubeflow-react';
import { useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import { bulkActions, canBe, type BulkAction } from './bulk';
import { ConfirmBulk } from './ConfirmBulk';
import styles from './Runs.module.css';
import type { RunSelection } from './selection';

/** Runs that are compared at once. */
const MOST_COMPARED = 10;

/** What can be done with the runs that are marked. */
export function BulkBar(props: {
  cluster: string;
  namespace: string | undefined;
  selection: RunSelection;
  /** Why nothing can be changed; absent: it can. */
  readOnly: string | undefined;
  onAction: (action: BulkAction, runs: RunSelection['runs']) => void;
}) {
  const { cluster, namespace, selection, readOnly, onAction } = props;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const [asked, setAsked] = useState<'delete' | 'terminate'>();
  const { runs } = selection;
  const count = runs.length;
  if (count === 0) {
    return null;
  }
  const able = (action: BulkAction) => runs.filter(run => canBe(action, run));
  const isComparable = count >= 2 && count <= MOST_COMPARED;
  return (
    <div
      className={styles.bulk}
      role="toolbar"
      aria-label={t('runs.bulk.label')}
    >
      <Text className={styles.count} role="status">
        {t('runs.selected', { count })}
      </Text>
      <ActionButton
        href={href.compare({
          cluster,
          namespace,
          run: runs.map(({ id }) => id),
        })}
        reason={isComparable ? undefined : t('runs.bulk.compareFew')}
      >
        {t('runs.bulk.compare')}
      </ActionButton>
      {bulkActions
        .filter(action => action !== 'restore' || able('restore').length > 0)
        .map(action => (
          <ActionButton
            key={action}
            destructive={action === 'delete'}
            reason={
              readOnly ??
              (able(action).length === 0
                ? t('runs.bulk.none', { what: t(`runs.bulk.can.${action}`) })
                : undefined)
            }
            onPress={() =>
              action === 'delete' || action === 'terminate'
                ? setAsked(action)
                : onAction(action, able(action))
            }
          >
            {t(`runs.bulk.${action}`)}
          </ActionButton>
        ))}
      <Button size="small" variant="tertiary" onPress={() => selection.set([])}>
        {t('runs.clear')}
      </Button>
      {asked && (
        <ConfirmBulk
          action={asked}
          runs={able(asked)}
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            onAction(asked, able(asked));
            setAsked(undefined);
          }}
        />
      )}
    </div>
  );
}
