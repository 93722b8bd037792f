import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startPortal } from '../../scripts/start/portal';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
    kubeconfigFile: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('The system gave no port')),
      );
    });
  });
}

/** Starts the portal as `npm start -- --built` does, on a port of its own. */
export default async function setup(project: TestProject) {
  const portal = await startPortal(
    root,
    {
      sandbox: true,
      built: true,
      port: await freePort(),
      config: [],
      verbose: false,
      help: false,
    },
    {
      note: text => console.log(text),
      ready: (part, seconds) =>
        console.log(`${part} ready after ${seconds.toFixed(1)} s`),
      line: (part, line) => console.log(`[${part}] ${line}`),
    },
  );
  if (!portal.sandbox) {
    await portal.stop();
    throw new Error(
      'The portal started without the sandbox, which these tests need.',
    );
  }
  project.provide('portalUrl', portal.url);
  project.provide('kubeconfigFile', portal.sandbox.kubeconfigFile);
  return () => portal.stop();
}
