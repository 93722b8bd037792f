import { PortalClient } from '../portal/PortalClient';
import { startPortal } from '../portal/startPortal';
import { measure } from './child';

/** The portal's backend in a process of its own; ready when it has every object. */
measure(
  async ({ url, ca, token, objects }) => {
    const portal = await startPortal({
      clusters: [{ name: 'bench', url, ca, token }],
    });
    const client = new PortalClient(portal.url);
    for (;;) {
      const kind = await client.kind('bench', 'trainjob');
      if (kind?.status === 'watching' && kind.count === objects) {
        return portal.url;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  },
  { stay: true },
);
