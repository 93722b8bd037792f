import { Button } from '@backstage/ui';
import {
  RiCloudOffLine,
  RiFilterOffLine,
  RiInboxLine,
  RiInstallLine,
  RiLock2Line,
  RiPlugLine,
  RiRefreshLine,
} from '@remixicon/react';
import type { WorkloadFilter } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  useClusters,
  useKinds,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactElement, ReactNode } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { emptyReason, isAskedFor, type EmptyReason } from './emptyReason';

const icons: Record<EmptyReason, ReactElement> = {
  'no-clusters': <RiPlugLine size={32} />,
  unreachable: <RiCloudOffLine size={32} />,
  connecting: <RiRefreshLine size={32} />,
  'not-installed': <RiInstallLine size={32} />,
  forbidden: <RiLock2Line size={32} />,
  filtered: <RiFilterOffLine size={32} />,
  nothing: <RiInboxLine size={32} />,
};

/** Why a list is empty, and what to do about it. */
export function ListEmptyState(props: {
  filter: WorkloadFilter;
  isFiltered: boolean;
  onClear: () => void;
  /** What to do where nothing has been made yet. */
  nothing?: ReactNode;
}) {
  const { filter, isFiltered, onClear, nothing } = props;
  const { t } = useKubeflowTranslation();
  const { data: clusters } = useClusters();
  const { data: kinds } = useKinds();
  const reason = emptyReason({ clusters, kinds, filter, isFiltered });
  const kindNames = (kinds ?? [])
    .filter(kind => isAskedFor(kind, filter))
    .map(({ kind }) => kind)
    .join(', ');
  const description =
    reason === 'nothing' && nothing
      ? nothing
      : t(`page.empty.${reason}.description`, { kinds: kindNames });
  return (
    <EmptyState
      icon={icons[reason]}
      title={t(`page.empty.${reason}.title`)}
      description={description}
      actions={
        reason === 'filtered' && (
          <Button size="small" variant="secondary" onPress={onClear}>
            {t('page.empty.filtered.action')}
          </Button>
        )
      }
    />
  );
}
