import { ResponseError } from '@backstage/errors';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiSearchEyeLine } from '@remixicon/react';
import {
  EmptyState,
  ErrorPanel,
  useKinds,
  type WorkloadRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { familyRouteRef } from '../routes';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { useKindName } from './useKindName';

/** Why the page of an object cannot be shown, and what to do. */
export function WorkloadError(props: {
  workloadRef: WorkloadRef;
  error: Error;
  onRetry: () => void;
}) {
  const { workloadRef, error, onRetry } = props;
  const { t } = useKubeflowTranslation();
  const { byId } = useKinds();
  const kind = useKindName(workloadRef.kind);
  const family = byId.get(workloadRef.kind)?.family ?? 'training';
  const list = useRouteRef(familyRouteRef)?.({ family });
  const { cluster, namespace, name } = workloadRef;

  if (!isNotFound(error)) {
    return (
      <ErrorPanel
        error={error}
        onRetry={onRetry}
        title={t('workload.errorTitle', { name })}
      />
    );
  }
  const place = namespace
    ? t('workload.notFoundPlace', { namespace, cluster })
    : t('workload.notFoundCluster', { cluster });
  return (
    <EmptyState
      icon={<RiSearchEyeLine />}
      title={t('workload.notFoundTitle', { kind })}
      description={
        <>
          {t('workload.notFound', { name, place })} <br />
          {error.cause.message}
        </>
      }
      actions={
        list && (
          <ButtonLink href={list} variant="secondary" size="small">
            {t('workload.backToList')}
          </ButtonLink>
        )
      }
    />
  );
}

/**
 * Whether the Kubeflow backend knows no such object. A backend without the plugin answers 404 as well, but without
 * the `NotFoundError` of ours: the error panel explains that one.
 */
function isNotFound(error: Error): error is ResponseError {
  return (
    ResponseError.is(error) &&
    error.statusCode === 404 &&
    error.body.error.name === 'NotFoundError'
  );
}
