import type { User } from '../auth';
import { badRequest } from '../errors';
import { isObject, type JsonObject } from '../json';
import type { RequestAttributes } from '../rbac';
import type { ReviewContext, ReviewResource } from './ReviewResource';

const group = 'authorization.k8s.io';

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

function attributes(spec: JsonObject): RequestAttributes {
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  if (isObject(resource) === isObject(path)) {
    throw badRequest(
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  if (isObject(path)) return { verb: text(path.verb), path: text(path.path) };
  const of = resource as JsonObject;
  return {
    verb: text(of.verb),
    group: text(of.group),
    resource: text(of.resource),
    ...(of.subresource ? { subresource: text(of.subresource) } : {}),
    ...(of.namespace ? { namespace: text(of.namespace) } : {}),
    ...(of.name ? { name: text(of.name) } : {}),
  };
}

function decide(
  spec: JsonObject,
  user: User,
  { cluster }: ReviewContext,
): JsonObject {
  const { allowed, reason } = cluster.authorizer.decide(user, attributes(spec));
  return { allowed, ...(reason ? { reason } : {}) };
}

function subject(spec: JsonObject): User {
  const username = text(spec.user);
  const groups = strings(spec.groups);
  if (!username && groups.length === 0) {
    throw badRequest('at least one of user or group must be specified');
  }
  return { username, groups };
}

function rules(spec: JsonObject, { cluster, user }: ReviewContext): JsonObject {
  const namespace = text(spec.namespace);
  if (!namespace) throw badRequest('no namespace on request');
  const all = cluster.authorizer.rules(user, namespace);
  return {
    resourceRules: all
      .filter(rule => rule.resources.length > 0)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames.length > 0 ? { resourceNames } : {}),
      })),
    nonResourceRules: all
      .filter(rule => rule.nonResourceURLs.length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

/** "May somebody do this?" */
export const authorizationReviews: ReviewResource[] = [
  {
    group,
    version: 'v1',
    kind: 'SubjectAccessReview',
    plural: 'subjectaccessreviews',
    namespaced: false,
    answer: (spec, context) => decide(spec, subject(spec), context),
  },
  {
    group,
    version: 'v1',
    kind: 'LocalSubjectAccessReview',
    plural: 'localsubjectaccessreviews',
    namespaced: true,
    answer(spec, context) {
      const asked = isObject(spec.resourceAttributes)
        ? spec.resourceAttributes
        : {};
      if (text(asked.namespace) !== context.namespace) {
        throw badRequest(
          `spec.resourceAttributes.namespace must match namespace: ${context.namespace}`,
        );
      }
      return decide(spec, subject(spec), context);
    },
  },
  {
    group,
    version: 'v1',
    kind: 'SelfSubjectAccessReview',
    plural: 'selfsubjectaccessreviews',
    namespaced: false,
    answer: (spec, context) => decide(spec, context.user, context),
  },
  {
    group,
    version: 'v1',
    kind: 'SelfSubjectRulesReview',
    plural: 'selfsubjectrulesreviews',
    namespaced: false,
    answer: rules,
  },
];
