import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { KindFamily } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  defaultListState,
  formatListState,
  type WorkloadListState,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { familyRouteRef } from '../routes';

/** Gives the address of a family's list with something chosen in it. */
export function useListHref(): (
  family: KindFamily,
  chosen: Partial<WorkloadListState>,
) => string {
  const route = useRouteRef(familyRouteRef);
  return (family, chosen) => {
    const search = formatListState({
      ...defaultListState,
      ...chosen,
    }).toString();
    return `${route?.({ family }) ?? ''}${search === '' ? '' : `?${search}`}`;
  };
}
