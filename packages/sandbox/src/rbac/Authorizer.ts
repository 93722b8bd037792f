import type { User } from '../auth/User';
import type { ApiObject } from '../cluster/types';
import { isObject, type JsonObject } from '../json';
import type { Storage } from '../storage';
import { allows, rulesOf, type PolicyRule } from './PolicyRule';
import { isPath, type RequestAttributes } from './RequestAttributes';

const group = 'rbac.authorization.k8s.io';

/** A yes and the binding it comes from. */
export interface Decision {
  allowed: boolean;
  reason: string;
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function concerns(
  subject: JsonObject,
  user: User,
  namespace: string | undefined,
): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.username;
    case 'Group':
      return user.groups.includes(String(subject.name));
    case 'ServiceAccount':
      return (
        user.username ===
        `system:serviceaccount:${String(subject.namespace ?? namespace)}:${String(subject.name)}`
      );
    default:
      return false;
  }
}

/** Role-based access control over the roles and bindings in storage, read anew for each question. */
export class Authorizer {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  decide(user: User, attributes: RequestAttributes): Decision {
    if (user.groups.includes('system:masters'))
      return { allowed: true, reason: '' };
    const namespace = isPath(attributes) ? undefined : attributes.namespace;
    for (const { rules, reason } of this.#grants(user, namespace)) {
      if (rules.some(rule => allows(rule, attributes)))
        return { allowed: true, reason };
    }
    return { allowed: false, reason: '' };
  }

  /** All that the user may do in a namespace, and everywhere. */
  rules(user: User, namespace: string): PolicyRule[] {
    if (user.groups.includes('system:masters')) {
      const everything = {
        verbs: ['*'],
        apiGroups: ['*'],
        resources: ['*'],
        resourceNames: [],
        nonResourceURLs: [],
      };
      const everyPath = {
        ...everything,
        apiGroups: [],
        resources: [],
        nonResourceURLs: ['*'],
      };
      return [everything, everyPath];
    }
    return [...this.#grants(user, namespace)].flatMap(({ rules }) => rules);
  }

  *#grants(user: User, namespace: string | undefined) {
    const bindings = this.#storage.collection(`${group}/clusterrolebindings`);
    for (const { object } of bindings.entries())
      yield* this.#grant(user, object, undefined);
    if (!namespace) return;
    const local = this.#storage.collection(`${group}/rolebindings`);
    for (const { object } of local.entries(`${namespace}/`)) {
      yield* this.#grant(user, object, namespace);
    }
  }

  *#grant(user: User, binding: ApiObject, namespace: string | undefined) {
    const subject = objects(binding.subjects).find(one =>
      concerns(one, user, namespace),
    );
    if (!subject || !isObject(binding.roleRef)) return;
    const { kind, name } = binding.roleRef;
    const key =
      kind === 'ClusterRole' ? String(name) : `${namespace}/${String(name)}`;
    const plural = kind === 'ClusterRole' ? 'clusterroles' : 'roles';
    const role = this.#storage.collection(`${group}/${plural}`).get(key);
    if (!role) return;
    // As Kubernetes words it: where the binding is shows in its kind and name.
    const which = namespace
      ? `RoleBinding "${binding.metadata.name}/${namespace}"`
      : `ClusterRoleBinding "${binding.metadata.name}"`;
    const reason = `RBAC: allowed by ${which} of ${String(kind)} ${JSON.stringify(name)} to ${String(subject.kind)} ${JSON.stringify(subject.kind === 'ServiceAccount' ? `${String(subject.name)}/${String(subject.namespace ?? namespace)}` : subject.name)}`;
    // A cluster-wide grant of paths does not come with a binding in a namespace.
    const rules = rulesOf(role.rules);
    yield {
      reason,
      rules: namespace
        ? rules.filter(rule => rule.nonResourceURLs.length === 0)
        : rules,
    };
  }
}
