import { isObject } from '../json';
import { isPath, type RequestAttributes } from './RequestAttributes';

/** `rbac.authorization.k8s.io/v1` PolicyRule; lists that are missing are empty. */
export interface PolicyRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  resourceNames: string[];
  nonResourceURLs: string[];
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

/** The rules of a role, from its `rules`. */
export function rulesOf(rules: unknown): PolicyRule[] {
  if (!Array.isArray(rules)) return [];
  return rules.filter(isObject).map(rule => ({
    verbs: strings(rule.verbs),
    apiGroups: strings(rule.apiGroups),
    resources: strings(rule.resources),
    resourceNames: strings(rule.resourceNames),
    nonResourceURLs: strings(rule.nonResourceURLs),
  }));
}

function has(list: string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

export function allows(
  rule: PolicyRule,
  attributes: RequestAttributes,
): boolean {
  if (!has(rule.verbs, attributes.verb)) return false;
  if (isPath(attributes)) {
    return rule.nonResourceURLs.some(url =>
      url.endsWith('*')
        ? attributes.path.startsWith(url.slice(0, -1))
        : url === attributes.path,
    );
  }
  const { group, resource, subresource, name } = attributes;
  if (!has(rule.apiGroups, group)) return false;
  const full = subresource ? `${resource}/${subresource}` : resource;
  const named =
    has(rule.resources, full) ||
    (subresource !== undefined && rule.resources.includes(`*/${subresource}`));
  if (!named) return false;
  return (
    rule.resourceNames.length === 0 || rule.resourceNames.includes(name ?? '')
  );
}
