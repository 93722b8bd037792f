/**
 * `error.code` of a 403 that is not of the portal's permissions: a cluster, or the API in it, refuses what its user may
 * not do, or the portal is set up only to look there. The message says which. @public
 */
export const CLUSTER_DENIED = 'ClusterDenied';
