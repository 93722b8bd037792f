import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  NO_NAMESPACE,
  type KindFamily,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useCallback } from 'react';
import type { WorkloadRef } from '../api/workloadRef';
import { workloadRouteRef } from '../routes';

/**
 * Gives the address of an object's page; nothing in an app that has no Kubeflow pages.
 *
 * @public
 */
export function useWorkloadHref(): (
  ref: WorkloadRef,
  family: KindFamily,
) => string | undefined {
  const route = useRouteRef(workloadRouteRef);
  return useCallback(
    (ref, family) =>
      route?.({
        family,
        // Backstage encodes separators only; a percent sign would be read back as something else.
        cluster: encodeURIComponent(ref.cluster),
        namespace: encodeURIComponent(ref.namespace ?? NO_NAMESPACE),
        kind: encodeURIComponent(ref.kind),
        name: encodeURIComponent(ref.name),
      }),
    [route],
  );
}
