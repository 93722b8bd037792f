import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startPortal } from '../../scripts/start/portal';
import { freePort } from '../cluster/serverProcess';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
    kubeconfigFile: string;
    /** Of the sandbox's Pipelines API, without a slash at the end. */
    pipelinesUrl: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

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
  project.provide('pipelinesUrl', portal.sandbox.pipelinesUrl);
  return () => portal.stop();
}
