import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  kubeflowWorkloadReadPermission,
  type KindDefinition,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Request } from 'express';

/** What a decision about one object may look at. */
export interface VisibleObject {
  cluster: string;
  namespace: string | undefined;
  kind: KindDefinition;
  name: string;
  owner: string | undefined;
}

/** What one caller may see, decided once per request. */
export interface Access {
  canSee(object: VisibleObject): boolean;
}

/**
 * Who may see which rows. Every route asks, and passes each row that leaves through the answer, so that rules about
 * namespaces or owners have their place here and nowhere else.
 */
export class Authorizer {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
  }

  /**
   * The caller of a request: a person or another backend.
   *
   * @throws AuthenticationError or NotAllowedError when it is nobody of those
   */
  async credentialsOf(request: Request): Promise<BackstageCredentials> {
    return this.#httpAuth.credentials(request, { allow: ['user', 'service'] });
  }

  /** @throws NotAllowedError when the caller may not see anything */
  async accessOf(credentials: BackstageCredentials): Promise<Access> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: kubeflowWorkloadReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You need the permission '${kubeflowWorkloadReadPermission.name}' to see Kubeflow workloads; ask who looks after this portal's permission policy`,
      );
    }
    return seesAll;
  }
}

const seesAll: Access = { canSee: () => true };
