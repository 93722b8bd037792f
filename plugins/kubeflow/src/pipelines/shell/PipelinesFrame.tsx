import { Text, VisuallyHidden } from '@backstage/ui';
import { RiFolder3Line, RiPlugLine, RiSearchEyeLine } from '@remixicon/react';
import {
  kubeflowPipelineReadPermission,
  type PipelinesServer,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  ErrorPanel,
  SkeletonRows,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { PageFrame } from '../../pages/PageFrame';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { hasNamespaces } from './place';
import { PipelinesNav } from './PipelinesNav';
import styles from './PipelinesFrame.module.css';
import { PlaceSelects } from './PlaceSelects';
import { ReadOnlyNote, readOnlyReason } from './ReadOnlyNote';
import { isUnavailable, ServerNotice } from './ServerNotice';
import { usePipelinesPlace, type PlaceHandle } from './usePipelinesPlace';

/** Where a list of Pipelines looks. */
export interface PipelinesPlace {
  /** It answers. */
  server: PipelinesServer;
  cluster: string;
  /** Only of servers whose records lie in namespaces. */
  namespace: string | undefined;
  /** Why nothing can be changed there, as a sentence; absent: it can. */
  readOnly: string | undefined;
}

/** Properties of {@link PipelinesFrame}. */
export interface PipelinesFrameProps {
  /** What the page is. */
  title: string;
  /** The page is none of the lists, so that no tab says what it is. Default: `false`. */
  isTitleShown?: boolean;
  /** The list makes sense without a namespace too, on servers that have them. Default: `false`. */
  isNamespaceOptional?: boolean;
  /** Stands at the end of the bar: what can be done here. */
  actions?: (place: PipelinesPlace) => ReactNode;
  children: (place: PipelinesPlace) => ReactNode;
}

/**
 * The frame of every list of Pipelines: the way to the other lists, the choice of cluster and namespace, and why
 * there is nothing to show where there is not.
 */
export function PipelinesFrame(props: PipelinesFrameProps) {
  const { title, isTitleShown, isNamespaceOptional, actions, children } = props;
  const { t } = useKubeflowTranslation();
  const handle = usePipelinesPlace();
  const { servers, server, namespace, choose } = handle;
  const place = server &&
    !isUnavailable(server) && {
      server,
      cluster: server.cluster,
      namespace,
      readOnly: readOnlyReason(server.write, t('pipelines.readOnly.reason')),
    };
  const needsNamespace =
    place && hasNamespaces(place.server) && !namespace && !isNamespaceOptional;
  return (
    <PageFrame>
      {!isTitleShown && (
        <VisuallyHidden>
          <h2>{title}</h2>
        </VisuallyHidden>
      )}
      <div className={styles.root}>
        <div className={styles.bar}>
          <PipelinesNav cluster={server?.cluster} namespace={namespace} />
          <span className={styles.end}>
            {place && <ReadOnlyNote write={place.server.write} />}
            {place && !needsNamespace && actions?.(place)}
          </span>
        </div>
        {isTitleShown && (
          <Text as="h2" variant="title-small" weight="bold">
            {title}
          </Text>
        )}
        {servers.data && servers.data.length > 0 && (
          <div className={styles.place}>
            <PlaceSelects
              servers={servers.data}
              server={server}
              namespace={namespace}
              onChoose={choose}
            />
          </div>
        )}
        {place && !needsNamespace ? (
          children(place)
        ) : (
          <WhyNothing handle={handle} />
        )}
      </div>
    </PageFrame>
  );
}

function WhyNothing(props: { handle: PlaceHandle }) {
  const { servers, server, unknownCluster } = props.handle;
  const { t } = useKubeflowTranslation();
  if (servers.data === undefined) {
    return servers.error ? (
      <ErrorPanel
        error={servers.error}
        onRetry={servers.retry}
        permission={kubeflowPipelineReadPermission}
      />
    ) : (
      <SkeletonRows />
    );
  }
  if (unknownCluster !== undefined) {
    return (
      <EmptyState
        icon={<RiSearchEyeLine size={32} />}
        title={t('pipelines.server.unknown.title', { cluster: unknownCluster })}
        description={t('pipelines.server.unknown.description')}
      />
    );
  }
  if (!server) {
    return (
      <EmptyState
        icon={<RiPlugLine size={32} />}
        title={t('pipelines.server.none.title')}
        description={t('pipelines.server.none.description')}
      />
    );
  }
  if (isUnavailable(server)) {
    return <ServerNotice server={server} onRetry={servers.retry} />;
  }
  return (
    <EmptyState
      icon={<RiFolder3Line size={32} />}
      title={t('pipelines.place.chooseTitle')}
      description={t('pipelines.place.chooseDescription')}
    />
  );
}
