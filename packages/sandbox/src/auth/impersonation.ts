import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, badRequest, forbidden } from '../errors';
import { refusal, type Authorizer, type ResourceAttributes } from '../rbac';
import { serviceAccountUser } from './ServiceAccountTokens';
import type { User } from './User';

const extraPrefix = 'impersonate-extra-';

function values(header: string | string[] | undefined): string[] {
  return header === undefined ? [] : Array.isArray(header) ? header : [header];
}

/** All values of a header that may come more than once: `rawHeaders` keeps them apart where commas would not. */
function repeated(raw: readonly string[], name: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i].toLowerCase() === name) found.push(raw[i + 1]);
  }
  return found;
}

function attributes(username: string): ResourceAttributes {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username);
  return account
    ? {
        verb: 'impersonate',
        group: '',
        resource: 'serviceaccounts',
        namespace: account[1],
        name: account[2],
      }
    : { verb: 'impersonate', group: '', resource: 'users', name: username };
}

/**
 * The user that a request acts as: its own, or the one of its `Impersonate-*` headers.
 *
 * @throws ApiError 403 when the own user may not impersonate that one, 400 when the headers make no sense
 */
export function actingUser(
  user: User,
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
  authorizer: Authorizer,
): User {
  const username = values(headers['impersonate-user'])[0];
  const groups = repeated(rawHeaders, 'impersonate-group');
  const uid = values(headers['impersonate-uid'])[0];
  const extra: Record<string, string[]> = {};
  for (const name of Object.keys(headers)) {
    if (!name.startsWith(extraPrefix)) continue;
    let key: string;
    try {
      key = decodeURIComponent(name.slice(extraPrefix.length));
    } catch {
      throw badRequest(`header ${name} is not percent-encoded as it should be`);
    }
    extra[key] = repeated(rawHeaders, name);
  }
  const others =
    groups.length > 0 || uid !== undefined || Object.keys(extra).length > 0;
  if (username === undefined || username === '') {
    if (!others) return user;
    throw new ApiError(
      500,
      'InternalError',
      `Internal error occurred: requested [${groups.join(' ')}] without impersonating a user`,
      {
        causes: [
          {
            message:
              'requested groups, uid or extra without impersonating a user',
          },
        ],
      },
    );
  }
  const wanted: ResourceAttributes[] = [
    attributes(username),
    ...groups.map(name => ({
      verb: 'impersonate',
      group: '',
      resource: 'groups',
      name,
    })),
    ...(uid === undefined
      ? []
      : [
          {
            verb: 'impersonate',
            group: 'authentication.k8s.io',
            resource: 'uids',
            name: uid,
          },
        ]),
    ...Object.entries(extra).flatMap(([key, list]) =>
      list.map(name => ({
        verb: 'impersonate',
        group: 'authentication.k8s.io',
        resource: 'userextras',
        subresource: key,
        name,
      })),
    ),
  ];
  for (const one of wanted) {
    if (!authorizer.decide(user, one).allowed) {
      throw forbidden(
        { group: one.group, plural: one.resource },
        one.name,
        refusal(user.username, one),
      );
    }
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username);
  const own = account
    ? serviceAccountUser(account[1], account[2]).groups
    : ['system:authenticated'];
  const all =
    groups.length > 0
      ? [
          ...groups,
          ...(groups.includes('system:authenticated')
            ? []
            : ['system:authenticated']),
        ]
      : own;
  return {
    username,
    ...(uid === undefined ? {} : { uid }),
    groups: all,
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}
