import type { DirectClusterConfig } from '@kubeflow-portal/plugin-kubeflow-node';

/** What a measuring process is told. */
export interface Setting {
  url: string;
  /** PEM */
  ca: string | undefined;
  /** Of the portal's service account (docs/rbac.yaml). */
  token: string;
  /** Of somebody who may do everything. */
  adminToken: string | undefined;
  objects: number;
  namespaces: number;
  /** Of the running portal, where a measurement needs one. */
  portalUrl?: string;
  /** Of the Pipelines API, without a path, where the portal needs one. */
  pipelinesUrl?: string;
}

export const connectionConfig = ({
  url,
  ca,
  token,
}: Setting): DirectClusterConfig => ({
  url,
  serviceAccountToken: token,
  ...(ca && { caData: Buffer.from(ca).toString('base64') }),
});
