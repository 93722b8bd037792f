import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface Listening {
  /** `127.0.0.1:7443`, as it stands in URLs. */
  address: string;
  /** Ends it and whatever is under way. */
  close(): Promise<void>;
}

/** @throws Error with `code` `EADDRINUSE` and the `port` when somebody listens there already */
export async function listen(
  server: HttpServer | HttpsServer,
  port: number,
  host: string,
): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: bound } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    address: `${name.includes(':') ? `[${name}]` : name}:${bound}`,
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Has several servers listen: all of them, or none. */
export async function listenAll(
  host: string,
  servers: readonly { server: HttpServer | HttpsServer; port: number }[],
): Promise<Listening[]> {
  const listening: Listening[] = [];
  try {
    for (const { server, port } of servers) {
      listening.push(await listen(server, port, host));
    }
  } catch (error) {
    await Promise.all(listening.map(one => one.close()));
    throw error;
  }
  return listening;
}
