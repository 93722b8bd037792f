import { createHmac } from 'node:crypto';
import {
  serviceAccountUser,
  type ServiceAccountTokens,
} from './ServiceAccountTokens';
import type { Identity, User } from './User';

const serviceAccount = /^system:serviceaccount:([^:]+):([^:]+)$/;

function userOf({ username, groups = [], uid }: Identity): User {
  const account = serviceAccount.exec(username);
  if (account) return serviceAccountUser(account[1], account[2], uid);
  return {
    username,
    ...(uid ? { uid } : {}),
    groups: [...groups, 'system:authenticated'],
  };
}

/** Knows bearer tokens: those of the given identities, and those of service accounts. */
export class Authenticator {
  readonly #users = new Map<string, User>();
  readonly #tokens = new Map<string, string>();
  readonly #serviceAccounts: ServiceAccountTokens;

  /** @param secret - tokens that an identity does not bring are made from this */
  constructor(
    identities: Iterable<Identity>,
    serviceAccounts: ServiceAccountTokens,
    secret: string,
  ) {
    this.#serviceAccounts = serviceAccounts;
    for (const identity of identities) {
      const token =
        identity.token ??
        createHmac('sha256', secret)
          .update(identity.username)
          .digest('base64url');
      const known = this.#users.get(token);
      if (known) {
        throw new Error(
          `Identities '${known.username}' and '${identity.username}' have the same token`,
        );
      }
      this.#users.set(token, userOf(identity));
      this.#tokens.set(identity.username, token);
    }
  }

  authenticate(token: string, audiences?: string[]): User | undefined {
    return (
      this.#users.get(token) ?? this.#serviceAccounts.verify(token, audiences)
    );
  }

  tokenOf(username: string): string | undefined {
    return this.#tokens.get(username);
  }

  usernames(): string[] {
    return [...this.#tokens.keys()];
  }
}
