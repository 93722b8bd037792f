import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PipelinesFrame } from '../shell/PipelinesFrame';
import { kubeflowTranslationRef } from '../../translation/ref';
import { PipelineList } from './PipelineList';
import { UploadButton } from './upload/UploadButton';

/** The pipelines of a cluster: shared ones, and those of a namespace. */
export function PipelineListPage() {
  const { t } = useTranslationRef(kubeflowTranslationRef);
  return (
    <PipelinesFrame
      title={t('pipelines.list.title')}
      isNamespaceOptional
      actions={place => <UploadButton place={place} />}
    >
      {place => <PipelineList place={place} />}
    </PipelinesFrame>
  );
}
