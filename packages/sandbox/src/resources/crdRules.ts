import type { ApiObject } from '../cluster/types';
import type { StatusCause } from '../errors';
import { isObject, type JsonObject } from '../json';

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
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
    field,
  };
}

/** What a CRD must be for its resource to be served. */
export function checkCrd(crd: ApiObject): Required<StatusCause>[] {
  const spec = crd.spec;
  if (!isObject(spec)) return [required('spec')];
  const causes: Required<StatusCause>[] = [];
  if (!spec.group) causes.push(required('spec.group'));
  const names = isObject(spec.names) ? spec.names : {};
  for (const name of ['plural', 'kind']) {
    if (!names[name]) causes.push(required(`spec.names.${name}`));
  }
  if (spec.scope !== 'Namespaced' && spec.scope !== 'Cluster') {
    causes.push({
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(spec.scope ?? '')}: supported values: "Cluster", "Namespaced"`,
      field: 'spec.scope',
    });
  }
  const versions = Array.isArray(spec.versions)
    ? spec.versions.filter(isObject)
    : [];
  if (versions.length === 0) causes.push(required('spec.versions'));
  else if (versions.filter(({ storage }) => storage === true).length !== 1) {
    causes.push(
      wrong(
        'spec.versions',
        versions.map(({ name }) => name),
        'must have exactly one version marked as storage version',
      ),
    );
  }
  versions.forEach((version, i) => {
    if (!version.name) causes.push(required(`spec.versions[${i}].name`));
    if (
      !isObject(version.schema) ||
      !isObject(version.schema.openAPIV3Schema)
    ) {
      causes.push({
        reason: 'FieldValueRequired',
        message: 'Required value: schemas are required',
        field: `spec.versions[${i}].schema.openAPIV3Schema`,
      });
    }
  });
  const expected = `${String(names.plural)}.${String(spec.group)}`;
  if (causes.length === 0 && crd.metadata.name !== expected) {
    causes.push(
      wrong(
        'metadata.name',
        crd.metadata.name,
        `must be spec.names.plural+"."+spec.group`,
      ),
    );
  }
  return causes;
}

/** Names that may be left out of a CRD, and the conversion, which is always `None` here. */
export function defaultCrd(crd: ApiObject): void {
  if (!isObject(crd.spec) || !isObject(crd.spec.names)) return;
  const names: JsonObject = crd.spec.names;
  if (typeof names.kind === 'string') {
    names.singular ??= names.kind.toLowerCase();
    names.listKind ??= `${names.kind}List`;
  }
  crd.spec.conversion ??= { strategy: 'None' };
}
