import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The Kubeflow pages: `/kubeflow`. @public */
export const rootRouteRef = createRouteRef();

/** The list of one family: `/kubeflow/training`. Its `family` is a `KindFamily`. @public */
export const familyRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:family',
});

/** The pages of Kubeflow Pipelines: `/kubeflow/pipelines`. @public */
export const pipelinesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/pipelines',
});

/**
 * The page of one object: `/kubeflow/training/<cluster>/<namespace>/<kind>/<name>`. The namespace of a cluster-scoped
 * object is `_`, the kind is the kind's id.
 *
 * @public
 */
export const workloadRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:family/:cluster/:namespace/:kind/:name',
});

/** The page of a catalog entity, for owners. Bound to the catalog where there is one. @public */
export const catalogEntityRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog.catalogEntity',
  params: ['namespace', 'kind', 'name'],
});
