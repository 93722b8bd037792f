import type { KindsResponse } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { answer } from './answer';
import { operations } from './operations';
import type { RouteContext } from './RouteContext';

export function addKindRoutes(router: Router, context: RouteContext): void {
  router.get(
    operations.listKinds.path,
    answer(context, operations.listKinds, async (): Promise<KindsResponse> => ({
      items: context.store.kinds
        .list()
        .map(({ id, kind, group, plural, scope, family, role, title }) => ({
          id,
          kind,
          group,
          plural,
          scope,
          family,
          role,
          title,
        })),
    })),
  );
}
