import {
  ANNOTATION_NAMESPACE,
  ANNOTATION_PIPELINE,
  ANNOTATION_PIPELINE_EXPERIMENT,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { EntityNotice } from '../AnnotationNotice';
import type { PipelinesSelection } from './useEntityPipelines';

/** Which annotation is wrong or missing. */
export function SelectionNotice(props: {
  problem: Exclude<PipelinesSelection, { type: 'selection' }>;
}) {
  const { problem } = props;
  const { t } = useKubeflowTranslation();
  return problem.type === 'missing' ? (
    <EntityNotice
      title={t('entity.pipelines.missing.title')}
      description={t('entity.pipelines.missing.description', {
        annotations: [ANNOTATION_PIPELINE, ANNOTATION_PIPELINE_EXPERIMENT].join(
          ', ',
        ),
      })}
    />
  ) : (
    <EntityNotice
      title={t('entity.unusable.title', {
        annotation: problem.error.annotation,
      })}
      description={`${problem.error.message} ${t('entity.pipelines.advice')}`}
    />
  );
}

/** The pipeline or the experiment that the entity names is not there. */
export function NotFoundNotice(props: {
  what: 'pipeline' | 'experiment';
  name: string;
  cluster: string;
}) {
  const { what, name, cluster } = props;
  const { t } = useKubeflowTranslation();
  return (
    <EntityNotice
      title={t(`entity.pipelines.notFound.${what}`, { name, cluster })}
      description={t('entity.pipelines.notFound.description', {
        annotation:
          what === 'pipeline'
            ? ANNOTATION_PIPELINE
            : ANNOTATION_PIPELINE_EXPERIMENT,
      })}
    />
  );
}

/** The server keeps its records in namespaces, and the entity names none. */
export function NamespaceNotice(props: { cluster: string }) {
  const { cluster } = props;
  const { t } = useKubeflowTranslation();
  return (
    <EntityNotice
      title={t('entity.pipelines.noNamespace.title', { cluster })}
      description={t('entity.pipelines.noNamespace.description', {
        annotation: ANNOTATION_NAMESPACE,
      })}
    />
  );
}
