import { PipelinesFrame } from '../shell/PipelinesFrame';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { PipelineList } from './PipelineList';
import { UploadButton } from './upload/UploadButton';

/** The pipelines of a cluster: shared ones, and those of a namespace. */
export function PipelineListPage() {
  const { t } = useKubeflowTranslation();
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
