import { startSandbox } from '@kubeflow-portal/sandbox';
import type { UserName } from '../cluster/users';
import type { OpenTarget } from './target';

/** A sandbox without a simulation, whose objects change only as the tests say. */
export async function openSandbox(): Promise<OpenTarget> {
  const sandbox = await startSandbox({ crds: [] });
  const user = (name: UserName) => ({ token: sandbox.token(name) });
  return {
    endpoint: {
      url: sandbox.url,
      ca: Buffer.from(sandbox.caData, 'base64').toString(),
    },
    users: { admin: user('admin'), alice: user('alice'), bob: user('bob') },
    async forget() {
      sandbox.compact();
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
