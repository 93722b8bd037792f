import { Button } from '@backstage/ui';
import {
  RiAlertLine,
  RiCloudOffLine,
  RiInstallLine,
  RiLock2Line,
} from '@remixicon/react';
import type { PipelinesServer } from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactElement } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

type BadStatus = Exclude<PipelinesServer['status'], 'available'>;

const icons: Record<BadStatus, ReactElement> = {
  absent: <RiInstallLine size={32} />,
  unauthorized: <RiLock2Line size={32} />,
  unreachable: <RiCloudOffLine size={32} />,
  error: <RiAlertLine size={32} />,
};

/** Why a cluster's Pipelines cannot be shown, and what to do. */
export function ServerNotice(props: {
  server: PipelinesServer & { status: BadStatus };
  onRetry: () => void;
}) {
  const { server, onRetry } = props;
  const { t } = useKubeflowTranslation();
  return (
    <EmptyState
      icon={icons[server.status]}
      title={t(`pipelines.server.${server.status}.title`, {
        cluster: server.title,
      })}
      description={
        server.message ?? t(`pipelines.server.${server.status}.description`)
      }
      actions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('pipelines.retry')}
        </Button>
      }
    />
  );
}

/** Narrows to a server that does not answer as it should. */
export function isUnavailable(
  server: PipelinesServer,
): server is PipelinesServer & { status: BadStatus } {
  return server.status !== 'available';
}
