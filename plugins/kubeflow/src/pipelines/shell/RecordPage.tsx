import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { RiSearchEyeLine } from '@remixicon/react';
import {
  kubeflowPipelineReadPermission,
  type PipelinesServer,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  ErrorPanel,
  usePipelinesServers,
  type PipelinesRecordRef,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo, type ReactNode } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router-dom';
import { PageFrame } from '../../pages/PageFrame';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { WorkloadSkeleton } from '../../workload/WorkloadSkeleton';
import { readOnlyReason } from './ReadOnlyNote';
import styles from './RecordPage.module.css';
import { isUnavailable, ServerNotice } from './ServerNotice';

/** The record that an address names, and the server that keeps it. */
export interface RecordPlace {
  ref: PipelinesRecordRef;
  /** It answers. */
  server: PipelinesServer;
  /** Why nothing can be changed there, as a sentence; absent: it can. */
  readOnly: string | undefined;
}

/** The page of one record, `…/<cluster>/<id>`, once its server is known to answer. */
export function RecordPage(props: {
  children: (place: RecordPlace) => ReactNode;
}) {
  const { cluster = '', id = '' } = useParams();
  const [search] = useSearchParams();
  const namespace = search.get('namespace') ?? undefined;
  const ref = useMemo<PipelinesRecordRef>(
    () => ({ cluster, id, namespace }),
    [cluster, id, namespace],
  );
  const { t } = useKubeflowTranslation();
  const servers = usePipelinesServers();
  const server = servers.data?.find(each => each.cluster === cluster);
  let content: ReactNode = <WorkloadSkeleton />;
  if (server && isUnavailable(server)) {
    content = <ServerNotice server={server} onRetry={servers.retry} />;
  } else if (server) {
    content = props.children({
      ref,
      server,
      readOnly: readOnlyReason(server.write, t('pipelines.readOnly.reason')),
    });
  } else if (servers.data) {
    content = (
      <EmptyState
        icon={<RiSearchEyeLine size={32} />}
        title={t('pipelines.server.unknown.title', { cluster })}
        description={t('pipelines.server.unknown.record')}
      />
    );
  } else if (servers.error) {
    content = (
      <ErrorPanel
        error={servers.error}
        onRetry={servers.retry}
        permission={kubeflowPipelineReadPermission}
      />
    );
  }
  return <PageFrame isRecord>{content}</PageFrame>;
}

/** What a record is called in the way to its page, and its content. */
export function RecordArticle(props: { name: string; children: ReactNode }) {
  const { name, children } = props;
  const { pathname } = useLocation();
  return (
    <BreadcrumbEntry entry={{ label: name, href: pathname }}>
      <article className={styles.content} aria-label={name}>
        {children}
      </article>
    </BreadcrumbEntry>
  );
}
