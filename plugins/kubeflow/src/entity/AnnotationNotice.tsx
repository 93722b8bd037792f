import { useEntity } from '@backstage/plugin-catalog-react';
import { Alert, ButtonLink } from '@backstage/ui';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_NAMESPACE,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { editUrlOf } from './editUrl';
import type { EntityFilter } from './entityFilter';
import { visibleText } from './visibleText';

const annotations = [
  ANNOTATION_NAMESPACE,
  ANNOTATION_CLUSTER,
  ANNOTATION_LABEL_SELECTOR,
].join(', ');

/** Which annotation of the entity is wrong or missing, and what to do about it. */
export function AnnotationNotice(props: {
  problem: Exclude<EntityFilter, { type: 'filter' }>;
}) {
  const { problem } = props;
  const { t } = useKubeflowTranslation();
  return problem.type === 'missing' ? (
    <EntityNotice
      title={t('entity.missing.title')}
      description={t('entity.missing.description', { annotations })}
    />
  ) : (
    <EntityNotice
      title={t('entity.unusable.title', {
        annotation: problem.error.annotation,
      })}
      description={`${problem.error.message} ${t('entity.unusable.advice')}`}
    />
  );
}

/** Clusters that the entity names and the portal does not have: mostly a typing error. */
export function UnknownClustersNotice(props: {
  unknown: readonly string[];
  known: readonly string[];
}) {
  const { unknown, known } = props;
  const { t } = useKubeflowTranslation();
  if (unknown.length === 0) {
    return null;
  }
  return (
    <EntityNotice
      title={t('entity.unknownCluster.title', {
        count: unknown.length,
        names: unknown.join(', '),
      })}
      description={t('entity.unknownCluster.advice', {
        annotation: ANNOTATION_CLUSTER,
        known: known.join(', ') || t('entity.unknownCluster.none'),
      })}
    />
  );
}

/** Something that is to be set right in the entity's file. */
export function EntityNotice(props: { title: string; description: string }) {
  const { entity } = useEntity();
  const { t } = useKubeflowTranslation();
  const editUrl = editUrlOf(entity);
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={visibleText(props.title)}
      description={visibleText(props.description)}
      customActions={
        editUrl && (
          <ButtonLink
            href={editUrl}
            target="_blank"
            rel="noopener noreferrer"
            variant="secondary"
            size="small"
          >
            {t('entity.edit')}
          </ButtonLink>
        )
      }
    />
  );
}
