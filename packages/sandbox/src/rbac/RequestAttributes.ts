/** What somebody wants to do, as authorizers see it. */
export type RequestAttributes = ResourceAttributes | PathAttributes;

export interface ResourceAttributes {
  verb: string;
  group: string;
  version?: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export interface PathAttributes {
  verb: string;
  path: string;
}

export function isPath(
  attributes: RequestAttributes,
): attributes is PathAttributes {
  return 'path' in attributes;
}

/** Why something is refused, in the API's words, without the object's name. */
export function refusal(
  username: string,
  attributes: RequestAttributes,
): string {
  const user = JSON.stringify(username);
  if (isPath(attributes)) {
    return `User ${user} cannot ${attributes.verb} path ${JSON.stringify(attributes.path)}`;
  }
  const { verb, resource, subresource, group, namespace } = attributes;
  const full = JSON.stringify(
    subresource ? `${resource}/${subresource}` : resource,
  );
  const where = namespace
    ? `in the namespace ${JSON.stringify(namespace)}`
    : 'at the cluster scope';
  return `User ${user} cannot ${verb} resource ${full} in API group ${JSON.stringify(group)} ${where}`;
}
