import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { kubeflowRunCreatePermission } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  useCreateExperiment,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionError } from '../shell/ActionError';
import formStyles from '../shell/ConfirmDialog.module.css';
import type { PipelinesPlace } from '../shell/PipelinesFrame';

/** Makes an experiment and leads to it. */
export function CreateExperimentDialog(props: {
  place: PipelinesPlace;
  onClose: () => void;
}) {
  const { place, onClose } = props;
  const { cluster, namespace } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const navigate = useNavigate();
  const create = useCreateExperiment();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');

  const send = async () => {
    const request = {
      name: name.trim(),
      description: description.trim() || undefined,
      namespace,
    };
    try {
      const { id } = await create.run({ cluster, request });
      onClose();
      const to = href.experiment({ cluster, id, namespace });
      if (to) {
        navigate(to);
      }
    } catch {
      // It is shown below, and what was entered stays.
    }
  };
  return (
    <Dialog
      isOpen
      width="min(520px, 92vw)"
      isDismissable={name === '' && description === ''}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{t('pipelines.experiments.createTitle')}</DialogHeader>
      <DialogBody>
        <form
          id="experiment-create"
          className={formStyles.body}
          onSubmit={event => {
            event.preventDefault();
            void send();
          }}
        >
          <TextField
            autoFocus
            label={t('pipelines.column.name')}
            isRequired
            maxLength={100}
            value={name}
            onChange={setName}
          />
          <TextAreaField
            label={t('pipelines.upload.description')}
            rows={2}
            maxLength={2_000}
            value={description}
            onChange={setDescription}
          />
          <ActionError
            error={create.error}
            permission={kubeflowRunCreatePermission}
          />
        </form>
      </DialogBody>
      <DialogFooter>
        <Button
          type="submit"
          form="experiment-create"
          variant="primary"
          isPending={create.isPending}
          isDisabled={name.trim() === ''}
        >
          {t('pipelines.create')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('pipelines.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
