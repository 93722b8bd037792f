import type { TestProject } from 'vitest/node';
import { startBuiltPortal } from '../portal/startBuiltPortal';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
    kubeconfigFile: string;
    /** Of the sandbox's Pipelines API, without a slash at the end. */
    pipelinesUrl: string;
  }
}

/** One portal for all files. */
export default async function setup(project: TestProject) {
  const portal = await startBuiltPortal();
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
