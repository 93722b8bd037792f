import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  kubeflowPipelinesApiRef,
  type RunArtifactRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { RiAlertLine, RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** Takes an artifact along as a file. */
export function DownloadButton(props: {
  artifactRef: RunArtifactRef;
  name: string;
}) {
  const { artifactRef, name } = props;
  const { t } = useKubeflowTranslation();
  const api = useApi(kubeflowPipelinesApiRef);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const download = async () => {
    setPending(true);
    setError(undefined);
    try {
      saveBlob(await api.downloadArtifact(artifactRef), name);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setPending(false);
    }
  };
  const label = error
    ? t('run.artifact.downloadFailed', { message: error })
    : t('run.artifact.download', { name });
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={error ? <RiAlertLine /> : <RiDownloadLine />}
        aria-label={label}
        isPending={isPending}
        onPress={download}
      />
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
