import {
  asRecord,
  asString,
  asTime,
  at,
  cleanText,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '../../clusterConnection';
import type { PipelinesIdentityConfig } from '../config';
import type { PipelinesCaller } from '../PipelinesClient';
import { PipelinesError } from '../PipelinesError';
import { networkError } from '../transport/networkError';
import { parseJson } from '../transport/parseJson';
import { readBody } from '../transport/readBody';
import type { PipelinesIdentity } from './PipelinesIdentity';

/** What a Pipelines API wants a token to be meant for: its TOKEN_REVIEW_AUDIENCE, by default. */
const AUDIENCE = 'pipelines.kubeflow.org';
const LIFETIME_SECONDS = 3600;
/** A token is not used any more when less than this is left of it. */
const MARGIN = 120_000;
const TIMEOUT = 30_000;

interface Token {
  value: string;
  expiresAt: number;
}

/**
 * Asks as a service account, with a token that the cluster gives for a while and for this purpose alone (TokenRequest).
 * Whether the person behind the request may ask is then for the caller to settle: the API only sees the account.
 */
export class ServiceAccountIdentity implements PipelinesIdentity {
  readonly #connection: ClusterConnection;
  readonly #name: string;
  readonly #namespace?: string;
  readonly #tokens = new Map<string, Promise<Token>>();

  constructor(connection: ClusterConnection, config: PipelinesIdentityConfig) {
    this.#connection = connection;
    this.#name = config.serviceAccount ?? 'default-editor';
    this.#namespace = config.serviceAccountNamespace;
  }

  async headers(caller: PipelinesCaller): Promise<Record<string, string>> {
    const namespace = this.#namespaceOf(caller);
    const { value } = await this.#token(namespace);
    return { authorization: `Bearer ${value}` };
  }

  refused({ namespace }: PipelinesCaller): boolean {
    return this.#tokens.delete(this.#namespace ?? namespace ?? '');
  }

  #namespaceOf(caller: PipelinesCaller): string {
    const namespace = this.#namespace ?? caller.namespace;
    if (!namespace) {
      throw new PipelinesError(
        'unauthorized',
        `The Pipelines API of cluster '${this.#connection.name}' is asked as the service account '${this.#name}' of a namespace, and this request does not say which namespace. ` +
          'Choose one; or name one for all requests as identity.serviceAccountNamespace.',
      );
    }
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
      throw new PipelinesError(
        'invalid',
        `'${cleanText(namespace, 80) ?? ''}' cannot be the name of a namespace.`,
      );
    }
    return namespace;
  }

  async #token(namespace: string): Promise<Token> {
    const known = this.#tokens.get(namespace);
    if (known) {
      const token = await known.catch(() => undefined);
      if (token && token.expiresAt - Date.now() > MARGIN) {
        return token;
      }
    }
    // Somebody may have asked for a new one meanwhile.
    const current = this.#tokens.get(namespace);
    if (current && current !== known) {
      return current;
    }
    const asked = this.#request(namespace);
    this.#tokens.set(namespace, asked);
    asked.catch(() => {
      if (this.#tokens.get(namespace) === asked) {
        this.#tokens.delete(namespace);
      }
    });
    return asked;
  }

  async #request(namespace: string): Promise<Token> {
    const account = `service account '${this.#name}' in namespace '${namespace}' of cluster '${this.#connection.name}'`;
    let status: number;
    let body: unknown;
    try {
      const response = await this.#connection.request(
        `/api/v1/namespaces/${namespace}/serviceaccounts/${this.#name}/token`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'TokenRequest',
            spec: {
              audiences: [AUDIENCE],
              expirationSeconds: LIFETIME_SECONDS,
            },
          }),
          signal: AbortSignal.timeout(TIMEOUT),
        },
      );
      status = response.status;
      body = parseJson(await readBody(response, 1_000_000));
    } catch (error) {
      throw networkError(error, {
        what: `The API server of cluster '${this.#connection.name}'`,
        place: 'asked for a token for its Pipelines API',
        timeout: TIMEOUT,
      });
    }
    const value = asString(at(body, 'status', 'token'));
    if (status >= 400 || !value) {
      const said = cleanText(asRecord(body)?.message, 500);
      const advice =
        status === 403
          ? " The portal's credential needs the verb 'create' on 'serviceaccounts/token' there."
          : status === 404
            ? ' Create it, or name another as identity.serviceAccount.'
            : '';
      throw new PipelinesError(
        'unauthorized',
        `No token for the Pipelines API could be had for the ${account} (HTTP ${status})${said ? `: ${said}` : ''}.${advice}`,
      );
    }
    const expiry = asTime(at(body, 'status', 'expirationTimestamp'));
    return {
      value,
      expiresAt: expiry
        ? Date.parse(expiry)
        : Date.now() + LIFETIME_SECONDS * 1000,
    };
  }
}
