import type { PipelinesIdentityConfig } from '../config';
import type { PipelinesCaller } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import type { PipelinesIdentity } from './PipelinesIdentity';

/** Visible ASCII and spaces inside: what every HTTP server takes for the value of a header, and nothing that ends it. */
const headerValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * Says who asks in a header that the API trusts, which is only right where nobody else can reach the API to say so too.
 * The header holds the person behind the request and nothing else.
 */
export class HeaderIdentity implements PipelinesIdentity {
  readonly #cluster: string;
  readonly #header: string;
  readonly #prefix: string;

  constructor(cluster: string, config: PipelinesIdentityConfig) {
    this.#cluster = cluster;
    this.#header = (config.header ?? 'kubeflow-userid').toLowerCase();
    this.#prefix = config.prefix ?? '';
  }

  async headers({ userId }: PipelinesCaller): Promise<Record<string, string>> {
    if (userId === undefined || userId === '') {
      throw new PipelinesError(
        'unauthorized',
        `The Pipelines API of cluster '${this.#cluster}' has many users and wants to know who asks, and this request has no person behind it whom the cluster knows. ` +
          "Sign in; if that is done, the signed-in entity lacks what identity.userIdFrom names, usually the user's email address.",
      );
    }
    const value = `${this.#prefix}${userId}`;
    if (!headerValue.test(value) || userId !== userId.trim()) {
      throw new PipelinesError(
        'unauthorized',
        `The name under which the Pipelines API of cluster '${this.#cluster}' should know the signed-in person has characters that cannot stand in a header. ` +
          'Let identity.userIdFrom name something else of the person, usually the email address.',
      );
    }
    return { [this.#header]: value };
  }

  refused(): boolean {
    return false;
  }
}
