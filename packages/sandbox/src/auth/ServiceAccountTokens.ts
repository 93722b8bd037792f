import {
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { ApiObject } from '../cluster/types';
import { isObject } from '../json';
import type { Storage } from '../storage';
import type { User } from './User';

export const defaultAudience = 'https://kubernetes.default.svc.cluster.local';

export interface IssuedToken {
  token: string;
  /** ISO 8601. */
  expirationTimestamp: string;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Gives out and reads tokens of service accounts: JWTs, signed with a key that lives as long as the sandbox. */
export class ServiceAccountTokens {
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #storage: Storage;
  readonly #now: () => Date;

  constructor(storage: Storage, now: () => Date) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = pair.privateKey;
    this.#publicKey = pair.publicKey;
    this.#storage = storage;
    this.#now = now;
  }

  issue(account: ApiObject, seconds: number, audiences: string[]): IssuedToken {
    const { namespace, name, uid } = account.metadata;
    const issuedAt = Math.floor(this.#now().getTime() / 1000);
    const payload = {
      aud: audiences.length > 0 ? audiences : [defaultAudience],
      exp: issuedAt + seconds,
      iat: issuedAt,
      iss: defaultAudience,
      jti: randomUUID(),
      'kubernetes.io': { namespace, serviceaccount: { name, uid } },
      nbf: issuedAt,
      sub: `system:serviceaccount:${namespace}:${name}`,
    };
    const signed = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(payload)}`;
    const signature = sign('sha256', Buffer.from(signed), {
      key: this.#privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return {
      token: `${signed}.${signature.toString('base64url')}`,
      expirationTimestamp: `${new Date(payload.exp * 1000).toISOString().slice(0, 19)}Z`,
    };
  }

  /** @returns who the token stands for, or nothing when it is not ours, has expired or its account is gone */
  verify(
    token: string,
    audiences: string[] = [defaultAudience],
  ): User | undefined {
    const [header, payload, signature, ...more] = token.split('.');
    if (!signature || more.length > 0) return undefined;
    const genuine = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: this.#publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    if (!genuine) return undefined;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      exp: number;
      aud: string[];
      'kubernetes.io': {
        namespace: string;
        serviceaccount: { name: string; uid: string };
      };
    };
    if (claims.exp * 1000 <= this.#now().getTime()) return undefined;
    if (!claims.aud.some(audience => audiences.includes(audience)))
      return undefined;
    const { namespace, serviceaccount } = claims['kubernetes.io'];
    const account = this.#storage
      .collection('/serviceaccounts')
      .get(`${namespace}/${serviceaccount.name}`);
    if (!isObject(account) || account.metadata.uid !== serviceaccount.uid)
      return undefined;
    return serviceAccountUser(
      namespace,
      serviceaccount.name,
      serviceaccount.uid,
    );
  }
}

export function serviceAccountUser(
  namespace: string,
  name: string,
  uid?: string,
): User {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    ...(uid ? { uid } : {}),
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  };
}
