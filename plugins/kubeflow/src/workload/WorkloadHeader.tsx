import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  Duration,
  LiveIndicator,
  OwnerLink,
  RelativeTime,
  StateBadge,
  WorkloadLink,
  type StreamStatus,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { familyRouteRef } from '../routes';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { useKindName } from './useKindName';
import styles from './WorkloadHeader.module.css';

/** What an object is called, how it is doing and since when, whose it is and where it lives. */
export function WorkloadHeader(props: {
  detail: WorkloadDetail;
  live: StreamStatus;
  isDeleted: boolean;
}) {
  const { detail, live, isDeleted } = props;
  const { workload, parent } = detail;
  const { t } = useKubeflowTranslation();
  const kindName = useKindName(workload.kind);
  const list = useRouteRef(familyRouteRef)?.({ family: workload.family });
  const filtered = (query: Record<string, string>) =>
    list && `${list}?${new URLSearchParams(query)}`;
  const { cluster, namespace } = workload;
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <span className={styles.kind}>{kindName}</span>
        <Text
          as="h2"
          variant="title-medium"
          weight="bold"
          className={styles.name}
        >
          {workload.name}
        </Text>
        <span className={styles.state}>
          <StateBadge
            state={workload.state}
            reason={workload.reason}
            deleting={workload.deleting && !isDeleted}
          />
          {workload.since && (
            <span className={styles.since}>
              {t('workload.since')} <Duration from={workload.since} />
            </span>
          )}
        </span>
        {!isDeleted && (
          <span className={styles.live}>
            <LiveIndicator status={live} />
          </span>
        )}
      </div>
      <dl className={styles.meta}>
        <Item label={t('workload.cluster')}>
          <MaybeLink href={filtered({ cluster })}>{cluster}</MaybeLink>
        </Item>
        {namespace && (
          <Item label={t('workload.namespace')}>
            <MaybeLink href={filtered({ cluster, namespace })}>
              {namespace}
            </MaybeLink>
          </Item>
        )}
        {workload.owner && (
          <Item label={t('workload.owner')}>
            <OwnerLink owner={workload.owner} />
          </Item>
        )}
        {parent && (
          <Item label={t('workload.parent')}>
            <WorkloadLink workload={{ cluster, namespace, ...parent }} />
          </Item>
        )}
        <Item label={t('workload.createdAt')}>
          <RelativeTime time={workload.createdAt} />
        </Item>
      </dl>
    </header>
  );
}

function Item(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.item}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function MaybeLink(props: { href: string | undefined; children: string }) {
  const { href, children } = props;
  return href ? (
    <Link href={href} standalone>
      {children}
    </Link>
  ) : (
    <>{children}</>
  );
}
