import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { catalogEntityRouteRef } from '../routes';
import { parseOwner } from '../ownerRef';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './text.module.css';

/** @public */
export interface OwnerLinkProps {
  /** An entity ref or the bare name of a group, as the object has it. */
  owner: string | undefined;
}

/** An owner, linked to its entity; a dash when there is none. @public */
export function OwnerLink(props: OwnerLinkProps) {
  const { owner } = props;
  const { t } = useKubeflowTranslation();
  const entityRoute = useRouteRef(catalogEntityRouteRef);
  if (!owner) {
    return <span className={styles.muted}>–</span>;
  }
  const ref = parseOwner(owner);
  const href =
    ref &&
    entityRoute?.({
      kind: ref.kind.toLocaleLowerCase('en-US'),
      namespace: ref.namespace.toLocaleLowerCase('en-US'),
      name: ref.name,
    });
  const text = ref?.name ?? owner;
  const title = t('owner.title', { owner });
  return href ? (
    <Link href={href} standalone title={title} className={styles.clipped}>
      {text}
    </Link>
  ) : (
    <span title={title} className={styles.clipped}>
      {text}
    </span>
  );
}
