import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { kubeflowApiRef } from '../api/KubeflowApi';
import type { LogAddress } from '../api/LogAddress';

/** Saves the whole log of a container as a file. It goes through `fetch`, since a link carries no token. */
export function useLogDownload(address: LogAddress, previous: boolean) {
  const api = useApi(kubeflowApiRef);
  const [isDownloading, setDownloading] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const { pod, container } = address;

  const download = async () => {
    setDownloading(true);
    setFailure(undefined);
    try {
      const blob = await api.downloadLogs(address, {
        previous: previous ? 'true' : 'false',
      });
      save(blob, `${pod}-${container}${previous ? '-previous' : ''}.log`);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setDownloading(false);
    }
  };
  return {
    isDownloading,
    failure,
    download: () => void download(),
    dismiss: useCallback(() => setFailure(undefined), []),
  };
}

function save(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
