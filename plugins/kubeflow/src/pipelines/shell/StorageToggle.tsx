import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { StorageState } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** Those in use, or those put away. */
export function StorageToggle(props: {
  value: StorageState;
  onChange: (value: StorageState) => void;
}) {
  const { value, onChange } = props;
  const { t } = useKubeflowTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('pipelines.storage.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys =>
        onChange(keys.has('archived') ? 'archived' : 'available')
      }
    >
      <ToggleButton id="available">
        {t('pipelines.storage.available')}
      </ToggleButton>
      <ToggleButton id="archived">
        {t('pipelines.storage.archived')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
