import { startPortal } from '../portal/startPortal';
import { measure } from './child';

/** The portal's backend in a process of its own; ready when it has looked at the Pipelines API. */
measure(
  async ({ url, ca, token, pipelinesUrl }) => {
    const portal = await startPortal({
      clusters: [{ name: 'bench', url, ca, token }],
      kubeflow: { clusters: { bench: { pipelines: { url: pipelinesUrl } } } },
    });
    const { status } = await fetch(`${portal.url}/api/kubeflow/v1/pipelines`);
    if (status !== 200) {
      throw new Error(`The portal does not tell of its servers: ${status}`);
    }
    return portal.url;
  },
  { stay: true },
);
