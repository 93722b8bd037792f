import { ErrorPanel } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** Why something that was asked for did not work; nothing while all is well. */
export function ActionError(props: {
  error: Error | undefined;
  permission: { name: string };
}) {
  const { error, permission } = props;
  const { t } = useKubeflowTranslation();
  return error ? (
    <ErrorPanel
      error={error}
      title={t('pipelines.notDone')}
      permission={permission}
    />
  ) : null;
}
