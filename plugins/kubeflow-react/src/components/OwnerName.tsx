import { parseOwner } from '../ownerRef';

/** The short name of an owner, the whole on hover. @public */
export function OwnerName(props: { owner: string }) {
  const { owner } = props;
  return <span title={owner}>{parseOwner(owner)?.name ?? owner}</span>;
}
