import { ResponseError } from '@backstage/errors';
import { ButtonLink } from '@backstage/ui';
import { RiSearchEyeLine } from '@remixicon/react';
import { kubeflowPipelineReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState, ErrorPanel } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** Why the page of a record cannot be shown, and what to do. */
export function RecordError(props: {
  error: Error;
  onRetry: () => void;
  /** "There is no such pipeline" */
  notFound: string;
  /** The list that it would be in. */
  list: string | undefined;
}) {
  const { error, onRetry, notFound, list } = props;
  const { t } = useKubeflowTranslation();
  if (!isNotFound(error)) {
    return (
      <ErrorPanel
        error={error}
        onRetry={onRetry}
        permission={kubeflowPipelineReadPermission}
      />
    );
  }
  return (
    <EmptyState
      icon={<RiSearchEyeLine size={32} />}
      title={notFound}
      description={
        <>
          {t('pipelines.notFound')} <br />
          {error.cause.message}
        </>
      }
      actions={
        list && (
          <ButtonLink href={list} variant="secondary" size="small">
            {t('pipelines.backToList')}
          </ButtonLink>
        )
      }
    />
  );
}

/**
 * Whether the Kubeflow backend knows no such record. A backend without the plugin answers 404 as well, but without
 * the `NotFoundError` of ours: the error panel explains that one.
 */
function isNotFound(error: Error): error is ResponseError {
  return (
    ResponseError.is(error) &&
    error.statusCode === 404 &&
    error.body.error.name === 'NotFoundError'
  );
}
