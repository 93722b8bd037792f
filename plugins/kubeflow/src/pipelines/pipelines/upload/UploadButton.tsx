import { Progress } from '@backstage/frontend-plugin-api';
import { RiUpload2Line } from '@remixicon/react';
import type { Pipeline } from '@kubeflow-portal/plugin-kubeflow-common';
import { lazy, Suspense, useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ActionButton } from '../../shell/ActionButton';
import type { PipelinesPlace } from '../../shell/PipelinesFrame';

const UploadDialog = lazy(() =>
  import('./UploadDialog').then(module => ({ default: module.UploadDialog })),
);

/** Opens the upload of a pipeline, or of a new version of one. */
export function UploadButton(props: {
  place: PipelinesPlace;
  pipeline?: Pipeline;
}) {
  const { place, pipeline } = props;
  const { t } = useKubeflowTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        variant={pipeline ? 'secondary' : 'primary'}
        iconStart={<RiUpload2Line />}
        reason={place.readOnly}
        onPress={() => setOpen(true)}
      >
        {pipeline
          ? t('pipelines.upload.openVersion')
          : t('pipelines.upload.open')}
      </ActionButton>
      {isOpen && (
        <Suspense fallback={<Progress />}>
          <UploadDialog
            place={place}
            pipeline={pipeline}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
