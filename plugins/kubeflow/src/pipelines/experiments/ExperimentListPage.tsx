import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { PipelinesFrame } from '../shell/PipelinesFrame';
import { CreateExperimentButton } from './CreateExperimentButton';
import { ExperimentList } from './ExperimentList';

/** The experiments of a cluster, or of a namespace of it. */
export function ExperimentListPage() {
  const { t } = useKubeflowTranslation();
  return (
    <PipelinesFrame
      title={t('pipelines.experiments.title')}
      actions={place => <CreateExperimentButton place={place} />}
    >
      {place => <ExperimentList place={place} />}
    </PipelinesFrame>
  );
}
