import { Select } from '@backstage/ui';
import { RiServerLine } from '@remixicon/react';
import type { PipelinesServer } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { NamespaceField } from './NamespaceField';
import { hasNamespaces } from './place';
import styles from './Place.module.css';

/** Chooses the cluster and, where records lie in namespaces, the namespace. What offers no choice stays away. */
export function PlaceSelects(props: {
  servers: readonly PipelinesServer[];
  server: PipelinesServer | undefined;
  namespace: string | undefined;
  onChoose: (place: { cluster: string; namespace?: string }) => void;
}) {
  const { servers, server, namespace, onChoose } = props;
  const { t } = useKubeflowTranslation();
  return (
    <>
      {servers.length > 1 && (
        <Select
          className={styles.cluster}
          aria-label={t('pipelines.place.cluster')}
          size="small"
          icon={<RiServerLine aria-hidden="true" />}
          placeholder={t('pipelines.place.cluster')}
          value={server?.cluster ?? null}
          onChange={key => key !== null && onChoose({ cluster: String(key) })}
          options={servers.map(({ cluster, title, status }) => ({
            value: cluster,
            label:
              status === 'available'
                ? title
                : `${title} (${t(`pipelines.server.${status}.short`)})`,
          }))}
        />
      )}
      {server && server.status === 'available' && hasNamespaces(server) && (
        <NamespaceField
          cluster={server.cluster}
          value={namespace}
          onChange={next =>
            onChoose({ cluster: server.cluster, namespace: next })
          }
        />
      )}
    </>
  );
}
