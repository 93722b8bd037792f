import { ResponseError } from '@backstage/errors';
import { Alert, Button } from '@backstage/ui';
import {
  CLUSTER_DENIED,
  kubeflowWorkloadReadPermission,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { KubeflowResponseError } from '../api/KubeflowResponseError';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';

/** @public */
export interface ErrorPanelProps {
  error: Error;
  /** What could not be done. Default: "This could not be loaded". */
  title?: string;
  /** Shows a button that tries again. */
  onRetry?: () => void;
  /** Older content is still shown beside the error. */
  isStale?: boolean;
  /** The permission that was needed. Default: reading workloads. */
  permission?: { name: string };
}

/** What failed, why, and what to do about it. @public */
export function ErrorPanel(props: ErrorPanelProps) {
  const { error, title, onRetry, isStale } = props;
  const { permission = kubeflowWorkloadReadPermission } = props;
  const { t } = useKubeflowTranslation();
  const status = ResponseError.is(error) ? error.statusCode : undefined;
  const said = ResponseError.is(error) ? error.cause.message : error.message;

  const sentences: string[] = [];
  let heading = title ?? t('error.title');
  if (status === 401) {
    sentences.push(t('error.signIn'));
  } else if (status === 403) {
    heading = t('error.forbiddenTitle');
    sentences.push(
      ResponseError.is(error) && error.body.error.code === CLUSTER_DENIED
        ? t('error.forbiddenThere')
        : t('error.forbidden', { permission: permission.name }),
    );
    sentences.push(t('error.details', { message: said }));
  } else if (isUnknownRoute(error)) {
    heading = t('error.notInstalledTitle');
    sentences.push(t('error.notInstalled'));
  } else if (error instanceof KubeflowResponseError) {
    sentences.push(
      t('error.unreadable'),
      t('error.details', { message: said }),
    );
  } else if (status === undefined) {
    sentences.push(
      t('error.unreachable'),
      t('error.details', { message: said }),
    );
  } else {
    sentences.push(t('error.details', { message: said }));
  }
  if (isStale) {
    sentences.push(t('error.stale'));
  }

  let action;
  if (status === 401) {
    // Loading the page again is what leads through the portal's own sign-in.
    action = (
      <Button
        size="small"
        variant="secondary"
        onPress={() => window.location.reload()}
      >
        {t('error.reload')}
      </Button>
    );
  } else if (onRetry) {
    action = (
      <Button size="small" variant="secondary" onPress={onRetry}>
        {t('error.retry')}
      </Button>
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={heading}
      description={sentences.join(' ')}
      customActions={action}
    />
  );
}

/** Where no plugin serves an address, Backstage answers 404 without a body; our own backend names what it did not find. */
function isUnknownRoute(error: Error): boolean {
  return (
    ResponseError.is(error) &&
    error.statusCode === 404 &&
    error.body.error.name !== 'NotFoundError'
  );
}
