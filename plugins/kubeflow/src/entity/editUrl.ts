import { ANNOTATION_EDIT_URL, type Entity } from '@backstage/catalog-model';

/** Where an entity's file is edited, when the catalog knows; only an address that is safe to open. */
export function editUrlOf(entity: Entity): string | undefined {
  const url = entity.metadata.annotations?.[ANNOTATION_EDIT_URL];
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}
