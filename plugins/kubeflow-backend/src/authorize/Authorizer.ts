import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  kubeflowLogReadPermission,
  kubeflowPipelineCreatePermission,
  kubeflowPipelineDeletePermission,
  kubeflowPipelineReadPermission,
  kubeflowRunCreatePermission,
  kubeflowRunDeletePermission,
  kubeflowRunUpdatePermission,
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

  /**
   * @param permissions - all that the caller needs; default: to read workloads
   * @throws NotAllowedError that names what the caller lacks
   */
  async accessOf(
    credentials: BackstageCredentials,
    permissions: readonly BasicPermission[] = [kubeflowWorkloadReadPermission],
  ): Promise<Access> {
    const lacking = await this.#lacking(credentials, permissions);
    if (lacking) {
      throw new NotAllowedError(
        `You need the permission '${lacking.name}' ${purposes[lacking.name] ?? 'for this'}; ask who looks after this portal's permission policy`,
      );
    }
    return seesAll;
  }

  /** Whether the caller has a permission, where the answer without it is smaller but still one. */
  async has(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    return (await this.#lacking(credentials, [permission])) === undefined;
  }

  async #lacking(
    credentials: BackstageCredentials,
    permissions: readonly BasicPermission[],
  ): Promise<BasicPermission | undefined> {
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return permissions.find(
      (_, index) => decisions[index]?.result !== AuthorizeResult.ALLOW,
    );
  }
}

const seesAll: Access = { canSee: () => true };

/** What each permission is for, in a sentence that names it. */
const purposes: Record<string, string> = {
  [kubeflowWorkloadReadPermission.name]: 'to see Kubeflow workloads',
  [kubeflowLogReadPermission.name]: 'to read what containers wrote',
  [kubeflowPipelineReadPermission.name]: 'to see pipelines and their runs',
  [kubeflowPipelineCreatePermission.name]: 'to upload pipelines',
  [kubeflowPipelineDeletePermission.name]: 'to delete pipelines',
  [kubeflowRunCreatePermission.name]: 'to start runs',
  [kubeflowRunUpdatePermission.name]:
    'to retry, terminate, archive, enable or disable runs',
  [kubeflowRunDeletePermission.name]: 'to delete runs',
};
