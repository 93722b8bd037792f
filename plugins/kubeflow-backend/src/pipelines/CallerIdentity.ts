import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { asString, at } from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesIdentityConfig } from '@kubeflow-portal/plugin-kubeflow-node';
import { clusterDenied } from '../authorize/clusterDenied';
import { ExpiringMap } from './ExpiringMap';

/** Milliseconds for which an address that the catalog gave is kept. */
const KEEP = 5 * 60_000;
const MAX_PEOPLE = 10_000;

/** What may stand in a header, and in the name of a Kubernetes user. */
const plainEmail = /^[\x21-\x3f\x41-\x7e]{1,64}@[\x21-\x3f\x41-\x7e]{1,253}$/;

/**
 * Who somebody is for a cluster. It comes from Backstage's credentials alone, never from anything else in a request:
 * a Pipelines API that takes this backend's word shows everything to whoever can put a name into its mouth.
 */
export class CallerIdentity {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #emails = new ExpiringMap<string>({ keep: KEEP, limit: MAX_PEOPLE });

  constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /** The entity ref of a person; `undefined` for another backend. */
  personOf(credentials: BackstageCredentials): string | undefined {
    return this.#auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;
  }

  /**
   * @returns `undefined` for another backend, which is nobody there
   * @throws NotAllowedError when a person has no such name, with a sentence that says what to do
   * @throws ServiceUnavailableError when the catalog does not answer
   */
  async userIdOf(
    credentials: BackstageCredentials,
    from: NonNullable<PipelinesIdentityConfig['userIdFrom']>,
  ): Promise<string | undefined> {
    const userEntityRef = this.personOf(credentials);
    if (userEntityRef === undefined) {
      return undefined;
    }
    switch (from) {
      case 'entityRef':
        return userEntityRef;
      case 'name':
        return userEntityRef.slice(userEntityRef.lastIndexOf('/') + 1);
      default:
        return this.#emailOf(userEntityRef);
    }
  }

  async #emailOf(userEntityRef: string): Promise<string> {
    const known = this.#emails.get(userEntityRef);
    if (known !== undefined) {
      return known;
    }
    let entity;
    try {
      entity = await this.#catalog.getEntityByRef(userEntityRef, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `Kubeflow knows you by your email address, and the catalog, which should have it, does not answer: ${error instanceof Error ? error.message : error}`,
      );
    }
    if (!entity) {
      throw clusterDenied(
        `Kubeflow knows you by your email address, and the catalog has no entity '${userEntityRef}' that tells it. Ask who looks after this portal to add you to the catalog, or to set identity.userIdFrom`,
      );
    }
    const email = asString(at(entity, 'spec', 'profile', 'email'));
    if (!email || !plainEmail.test(email)) {
      throw clusterDenied(
        `Kubeflow knows you by your email address, and your entity '${userEntityRef}' in the catalog ${email ? "has one that is none ('spec.profile.email')" : "has none ('spec.profile.email')"}. Ask who looks after this portal to add it`,
      );
    }
    this.#emails.set(userEntityRef, email);
    return email;
  }
}
