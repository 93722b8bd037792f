import type { ApiObject } from '../cluster/types';
import type { StatusCause } from '../errors';
import { isObject } from '../json';
import type { ResourceDefinition } from '../resources';
import { isLabelKey, isLabelValue } from '../selectors';

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const labelRule =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

function bad(
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

/** Why a name cannot be used; nothing when it can. */
export function nameProblem(
  name: string,
  rule: ResourceDefinition['nameRule'],
): string | undefined {
  switch (rule) {
    case 'label':
      if (name.length > 63) return 'must be no more than 63 characters';
      return label.test(name) ? undefined : labelRule;
    case 'subdomain':
      if (name.length > 253) return 'must be no more than 253 characters';
      return subdomain.test(name) ? undefined : subdomainRule;
    case 'path':
      if (name === '.' || name === '..') return `may not be '${name}'`;
      return /[/%]/.test(name) ? "may not contain '/' or '%'" : undefined;
  }
}

/** What is wrong with an object's metadata, in the API's words. */
export function checkMetadata(
  object: ApiObject,
  resource: ResourceDefinition,
): Required<StatusCause>[] {
  const { metadata } = object;
  const causes: Required<StatusCause>[] = [];
  if (!metadata.name) {
    causes.push({
      reason: 'FieldValueRequired',
      message: 'Required value: name or generateName is required',
      field: 'metadata.name',
    });
  } else {
    const problem = nameProblem(metadata.name, resource.nameRule);
    if (problem) causes.push(bad('metadata.name', metadata.name, problem));
  }
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    if (!isLabelKey(key)) {
      causes.push(
        bad(
          'metadata.labels',
          key,
          'name part must consist of alphanumeric characters',
        ),
      );
    }
    if (!isLabelValue(value)) {
      causes.push(
        bad(
          'metadata.labels',
          value,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        ),
      );
    }
  }
  let size = 0;
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    size += key.length + value.length;
    if (!isLabelKey(key)) {
      causes.push(
        bad(
          'metadata.annotations',
          key,
          'name part must consist of alphanumeric characters',
        ),
      );
    }
  }
  if (size > 256 * 1024) {
    causes.push({
      reason: 'FieldValueTooLong',
      message: 'Too long: may not be more than 262144 bytes',
      field: 'metadata.annotations',
    });
  }
  for (const [i, owner] of (metadata.ownerReferences ?? []).entries()) {
    for (const part of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      if (!owner[part]) {
        const field = `metadata.ownerReferences[${i}].${part}`;
        causes.push(bad(field, owner[part] ?? '', `${part} must not be empty`));
      }
    }
  }
  return causes;
}

/** Whether a value has the shape of labels: string values by string. */
function isStringMap(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.values(value).every(part => typeof part === 'string')
  );
}

/** The first property of metadata whose type is wrong, for the answer that a decoder gives. */
export function malformedMetadata(
  metadata: Record<string, unknown>,
): string | undefined {
  for (const key of [
    'name',
    'namespace',
    'generateName',
    'resourceVersion',
    'uid',
  ]) {
    const value = metadata[key];
    if (value !== undefined && value !== null && typeof value !== 'string')
      return key;
  }
  for (const key of ['labels', 'annotations']) {
    const value = metadata[key];
    if (value !== undefined && value !== null && !isStringMap(value))
      return key;
  }
  const { finalizers, ownerReferences } = metadata;
  if (finalizers != null) {
    if (
      !Array.isArray(finalizers) ||
      !finalizers.every(item => typeof item === 'string')
    ) {
      return 'finalizers';
    }
  }
  if (ownerReferences != null) {
    if (!Array.isArray(ownerReferences) || !ownerReferences.every(isObject)) {
      return 'ownerReferences';
    }
  }
  return undefined;
}
