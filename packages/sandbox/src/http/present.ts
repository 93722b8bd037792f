import type { ApiObject } from '../cluster/types';
import { groupVersion, toServed, type ServedResource } from '../resources';
import type { ObjectList } from '../reading';
import { encodeStored } from './encodeStored';
import type { Format } from './negotiate';

/** Whether table rows carry the object. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** How one client wants to see objects. */
export interface Presentation {
  served: ServedResource;
  format: Format;
  includeObject: IncludeObject;
  now: Date;
}

function meta(kind: string, { version }: Format) {
  return { kind, apiVersion: `meta.k8s.io/${version}` };
}

function partial(format: Format, object: ApiObject) {
  return {
    ...meta('PartialObjectMetadata', format),
    metadata: object.metadata,
  };
}

function listMeta(list: ObjectList) {
  return {
    resourceVersion: list.resourceVersion,
    ...(list.continue === undefined ? {} : { continue: list.continue }),
    ...(list.remainingItemCount === undefined
      ? {}
      : { remainingItemCount: list.remainingItemCount }),
  };
}

function table(
  { served, format, includeObject, now }: Presentation,
  stored: ApiObject[],
  metadata: Record<string, unknown>,
  withColumns: boolean,
) {
  const { columns } = served.version;
  return {
    ...meta('Table', format),
    metadata,
    columnDefinitions: withColumns
      ? columns.map(
          ({
            name,
            type,
            format: of = '',
            description = '',
            priority = 0,
          }) => ({
            name,
            type,
            format: of,
            description,
            priority,
          }),
        )
      : null,
    rows: stored.map(one => {
      const object = toServed(served.resource, served.version, one);
      return {
        cells: columns.map(column => column.cell(object, now)),
        ...(includeObject === 'None'
          ? {}
          : {
              object:
                includeObject === 'Object' ? object : partial(format, object),
            }),
      };
    }),
  };
}

/** The text of one object. @param stored - in the stored shape */
export function presentOne(
  presentation: Presentation,
  stored: ApiObject,
): string {
  const { served, format } = presentation;
  switch (format.as) {
    case 'Table':
      return JSON.stringify(
        table(
          presentation,
          [stored],
          { resourceVersion: stored.metadata.resourceVersion },
          true,
        ),
      );
    case 'PartialObjectMetadata':
    case 'PartialObjectMetadataList':
      return JSON.stringify(partial(format, stored));
    default:
      return encodeStored(served, stored);
  }
}

/** The text of an object in a watch: a table has its columns only the first time. */
export function presentEvent(
  presentation: Presentation,
  stored: ApiObject,
  first: boolean,
): string {
  if (presentation.format.as !== 'Table')
    return presentOne(presentation, stored);
  const metadata = { resourceVersion: stored.metadata.resourceVersion };
  return JSON.stringify(table(presentation, [stored], metadata, first));
}

export function presentList(
  presentation: Presentation,
  list: ObjectList,
): string {
  const { served, format } = presentation;
  const { resource, version } = served;
  switch (format.as) {
    case 'Table':
      return JSON.stringify(
        table(presentation, list.items, listMeta(list), true),
      );
    case 'PartialObjectMetadata':
    case 'PartialObjectMetadataList':
      return JSON.stringify({
        ...meta('PartialObjectMetadataList', format),
        metadata: listMeta(list),
        items: list.items.map(item => partial(format, item)),
      });
    default: {
      const head = {
        apiVersion: groupVersion(resource.group, version.name),
        kind: resource.listKind,
        metadata: listMeta(list),
      };
      const items = list.items.map(item =>
        encodeStored(served, item, !resource.custom),
      );
      return `${JSON.stringify(head).slice(0, -1)},"items":[${items.join(',')}]}`;
    }
  }
}

/** The object of a bookmark: nothing but its kind and the revision up to which the client has seen everything. */
export function presentBookmark(
  { served, format }: Presentation,
  resourceVersion: string,
  endOfInitialEvents: boolean,
): string {
  const metadata = {
    resourceVersion,
    creationTimestamp: null,
    ...(endOfInitialEvents
      ? { annotations: { 'k8s.io/initial-events-end': 'true' } }
      : {}),
  };
  if (format.as === 'Table') {
    return JSON.stringify({
      ...meta('Table', format),
      metadata: { resourceVersion },
      columnDefinitions: null,
      rows: [],
    });
  }
  const { resource, version } = served;
  const identity = format.as
    ? meta('PartialObjectMetadata', format)
    : {
        kind: resource.kind,
        apiVersion: groupVersion(resource.group, version.name),
      };
  return JSON.stringify({ ...identity, metadata });
}
