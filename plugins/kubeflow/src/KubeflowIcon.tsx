import { RiShip2Line } from '@remixicon/react';

/** The plugin's mark in the sidebar and the header: Kubeflow runs on Kubernetes, the helmsman. @public */
export function KubeflowIcon() {
  return <RiShip2Line />;
}
