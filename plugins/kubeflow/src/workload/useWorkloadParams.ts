import { NO_NAMESPACE } from '@kubeflow-portal/plugin-kubeflow-common';
import type { WorkloadRef } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom';

/** The object that the address names: `…/<cluster>/<namespace>/<kind>/<name>`. */
export function useWorkloadParams(): WorkloadRef {
  const { cluster = '', namespace = '', kind = '', name = '' } = useParams();
  return useMemo(
    () => ({
      cluster,
      namespace: namespace === NO_NAMESPACE ? undefined : namespace,
      kind,
      name,
    }),
    [cluster, namespace, kind, name],
  );
}
