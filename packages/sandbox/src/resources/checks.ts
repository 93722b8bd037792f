import type { ApiObject } from '../cluster/types';
import type { StatusCause } from '../errors';
import { isObject, jsonEqual } from '../json';
import { checkCrd } from './crdRules';

type Causes = Required<StatusCause>[];
type Check = (object: ApiObject, before?: ApiObject) => Causes;

function required(field: string): Required<StatusCause> {
  return { reason: 'FieldValueRequired', message: 'Required value', field };
}

function wrong(
  field: string,
  value: unknown,
  why: string,
): Required<StatusCause> {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`,
    field,
  };
}

function checkPodSpec(spec: unknown, path: string): Causes {
  const containers =
    isObject(spec) && Array.isArray(spec.containers) ? spec.containers : [];
  if (containers.length === 0) return [required(`${path}.containers`)];
  const causes: Causes = [];
  const seen = new Set<unknown>();
  containers.forEach((container, i) => {
    const at = `${path}.containers[${i}]`;
    const { name, image } = isObject(container) ? container : {};
    if (!name) causes.push(required(`${at}.name`));
    else if (seen.has(name)) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${JSON.stringify(name)}`,
        field: `${at}.name`,
      });
    }
    seen.add(name);
    // Templates may leave the image to whoever makes pods of them.
    if (!image && path === 'spec') causes.push(required(`${at}.image`));
  });
  return causes;
}

function checkTemplate({ spec }: ApiObject): Causes {
  const template =
    isObject(spec) && isObject(spec.template) ? spec.template : {};
  return checkPodSpec(template.spec, 'spec.template.spec');
}

function checkEvent(event: ApiObject): Causes {
  const { namespace } = event.metadata;
  const about = isObject(event.involvedObject) ? event.involvedObject : {};
  if (
    about.namespace === namespace ||
    (!about.namespace && namespace === 'default')
  )
    return [];
  return [
    wrong(
      'involvedObject.namespace',
      about.namespace ?? '',
      'does not match event.namespace',
    ),
  ];
}

function checkBinding(binding: ApiObject, before?: ApiObject): Causes {
  const role = isObject(binding.roleRef) ? binding.roleRef : {};
  if (!role.name) return [required('roleRef.name')];
  if (before && !jsonEqual(role, before.roleRef)) {
    return [wrong('roleRef', role, 'cannot change roleRef')];
  }
  return [];
}

/** What the API refuses of built-in objects, as far as clients come across it; by group and plural. */
export const checks: Record<string, Check> = {
  '/pods': pod => checkPodSpec(pod.spec, 'spec'),
  '/events': checkEvent,
  'batch/jobs': checkTemplate,
  'apps/deployments': checkTemplate,
  'apps/statefulsets': checkTemplate,
  'rbac.authorization.k8s.io/rolebindings': checkBinding,
  'rbac.authorization.k8s.io/clusterrolebindings': checkBinding,
  'apiextensions.k8s.io/customresourcedefinitions': checkCrd,
};
