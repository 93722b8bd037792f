/** Who asks, as `authentication.k8s.io/v1` UserInfo. @public */
export interface User {
  username: string;
  uid?: string;
  groups: string[];
  extra?: Record<string, string[]>;
}

/** A user who may come with a bearer token. @public */
export interface Identity {
  /** As in a kubeconfig: `alice`, `system:serviceaccount:<namespace>:<name>`. */
  username: string;
  /** Without `system:authenticated`, which everybody gets. */
  groups?: string[];
  uid?: string;
  /** Made from the certificate authority's key when left out, so that it stays while the authority does. */
  token?: string;
}
