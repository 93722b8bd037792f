import { RiAddLine } from '@remixicon/react';
import { useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import type { PipelinesPlace } from '../shell/PipelinesFrame';
import { CreateExperimentDialog } from './CreateExperimentDialog';

/** Opens the form of a new experiment. */
export function CreateExperimentButton(props: { place: PipelinesPlace }) {
  const { place } = props;
  const { t } = useKubeflowTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        variant="primary"
        iconStart={<RiAddLine />}
        reason={place.readOnly}
        onPress={() => setOpen(true)}
      >
        {t('pipelines.experiments.create')}
      </ActionButton>
      {isOpen && (
        <CreateExperimentDialog place={place} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
