import { afterAll, beforeAll, inject } from 'vitest';
import type { ApiClient } from '../cluster/apiClient';
import { applyCrds } from '../cluster/crds';
import { clientOf, type ClusterAccess } from '../cluster/testCluster';
import { users, type UserName } from '../cluster/users';
import { openOwnCluster } from './ownCluster';
import { openSandbox } from './sandbox';
import { gadgets, widgets } from './testCrds';

declare module 'vitest' {
  interface ProvidedContext {
    /** The real cluster, started once for all files; absent when the sandbox is the target. */
    cluster?: ClusterAccess;
  }
}

/** A target that can be made to forget. */
export interface OpenTarget extends ClusterAccess, AsyncDisposable {
  /** Loses the history up to now, as clusters do after some minutes; resumes from before it are refused. */
  forget?(): Promise<void>;
}

/** The API server that a file's tests speak to; open while they run. */
export type Target = Readonly<Record<UserName, ApiClient>> & {
  forget(): Promise<void>;
};

/**
 * Opens the target of this run for the tests of a file: the real cluster, or a sandbox of the file's own. With `own`,
 * a real cluster is the file's own too, so that it can be made to forget.
 */
export function useTarget(options: { own?: boolean } = {}): Target {
  let open:
    { access: OpenTarget; clients: Record<UserName, ApiClient> } | undefined;
  const resources = new AsyncDisposableStack();

  beforeAll(async () => {
    const cluster = inject('cluster');
    const access: OpenTarget =
      cluster && !options.own
        ? { ...cluster, async [Symbol.asyncDispose]() {} }
        : await (cluster ? openOwnCluster() : openSandbox());
    resources.use(access);
    const admin = resources.use(clientOf(access));
    const entries = (Object.keys(users) as UserName[]).map(name => [
      name,
      admin.as(access.users[name]),
    ]);
    open = { access, clients: Object.fromEntries(entries) };
    await applyCrds(admin, [widgets, gadgets]);
  });
  afterAll(() => resources.disposeAsync());

  const opened = () => {
    if (!open) {
      throw new Error('The target is open only while tests run');
    }
    return open;
  };
  return {
    get admin() {
      return opened().clients.admin;
    },
    get alice() {
      return opened().clients.alice;
    },
    get bob() {
      return opened().clients.bob;
    },
    async forget() {
      const { access } = opened();
      if (!access.forget) {
        throw new Error(
          "Only a target that is the file's own can be made to forget: useTarget({ own: true })",
        );
      }
      await access.forget();
    },
  };
}
