import {
  parseEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

/**
 * The entity that an owner names: an entity ref, or the bare name of a group.
 *
 * @returns Nothing when it is neither
 * @public
 */
export function parseOwner(owner: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    return undefined;
  }
}

/**
 * Whether one of the signed-in user's ownership refs is this owner.
 *
 * @param ownershipEntityRefs - As the identity API gives them
 * @public
 */
export function isOwnedBy(
  owner: string | undefined,
  ownershipEntityRefs: readonly string[],
): boolean {
  const ref = owner === undefined ? undefined : parseOwner(owner);
  if (!ref) {
    return false;
  }
  const wanted = stringifyEntityRef(ref).toLocaleLowerCase('en-US');
  return ownershipEntityRefs.some(
    mine => mine.toLocaleLowerCase('en-US') === wanted,
  );
}
