import type { KindFamily } from '@kubeflow-portal/plugin-kubeflow-common';
import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { WorkloadRef } from '../api/workloadRef';
import { useKinds } from '../hooks/useKinds';
import { useWorkloadHref } from '../hooks/useWorkloadHref';

/** @public */
export interface WorkloadLinkProps {
  /** A row serves as well. */
  workload: WorkloadRef & { family?: KindFamily };
  /** Default: the object's name. */
  children?: ReactNode;
}

/** The name of an object, linked to its page; plain text where there is no such page. @public */
export function WorkloadLink(props: WorkloadLinkProps) {
  const { workload, children = workload.name } = props;
  const hrefOf = useWorkloadHref();
  const { byId } = useKinds();
  const family = workload.family ?? byId.get(workload.kind)?.family;
  const href = family && hrefOf(workload, family);
  return href ? (
    <Link href={href} standalone>
      {children}
    </Link>
  ) : (
    <span>{children}</span>
  );
}
