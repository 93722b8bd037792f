import { notAcceptable } from '../errors';

/** How objects are to be shown. */
export interface Format {
  as?: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';
  /** Of `meta.k8s.io`. */
  version: string;
  yaml: boolean;
}

interface Accepted {
  type: string;
  parameters: Record<string, string>;
}

export function parseAccept(header: string | undefined): Accepted[] {
  return (header || '*/*').split(',').map(clause => {
    const [type, ...parameters] = clause.split(';').map(part => part.trim());
    return {
      type: type.toLowerCase(),
      parameters: Object.fromEntries(
        parameters.map(parameter => {
          const [key, ...value] = parameter.split('=');
          return [key.trim().toLowerCase(), value.join('=').trim()];
        }),
      ),
    };
  });
}

const json = new Set(['application/json', 'application/*', '*/*']);

/**
 * The first of the accepted formats that there is.
 *
 * @throws ApiError 406
 */
export function negotiate(header: string | undefined): Format {
  for (const { type, parameters } of parseAccept(header)) {
    const yaml = type === 'application/yaml';
    if (!json.has(type) && !yaml) continue;
    const { as, g: group, v: version = 'v1' } = parameters;
    if (as === undefined) return { version: 'v1', yaml };
    if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1'))
      continue;
    if (
      as === 'Table' ||
      as === 'PartialObjectMetadata' ||
      as === 'PartialObjectMetadataList'
    ) {
      return { as, version, yaml };
    }
  }
  throw notAcceptable(
    'only the following media types are accepted: application/json, application/yaml',
  );
}

/** The media type of a body, without parameters; JSON when none is given. */
export function bodyType(header: string | undefined): string {
  return header?.split(';')[0].trim().toLowerCase() || 'application/json';
}
