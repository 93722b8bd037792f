import { ButtonLink, Select, Text } from '@backstage/ui';
import {
  ErrorPanel,
  usePipelinesHref,
  useVersions,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import { useRunnablePipelines } from '../shell/useRunnablePipelines';
import styles from './NewRun.module.css';

/** Which pipeline, and which version of it. */
export function SourceSection(props: {
  cluster: string;
  namespace: string | undefined;
  pipelineId: string | undefined;
  versionId: string | undefined;
  onChange: (pipelineId: string, versionId: string | undefined) => void;
}) {
  const { cluster, namespace, pipelineId, versionId, onChange } = props;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const pipelines = useRunnablePipelines(cluster, namespace);
  const versions = useVersions(
    { cluster, namespace, id: pipelineId ?? '' },
    { pageSize: 200, sort: 'created', order: 'desc' },
    { enabled: pipelineId !== undefined },
  );
  if (pipelines.error && !pipelines.data) {
    return <ErrorPanel error={pipelines.error} onRetry={pipelines.retry} />;
  }
  const list = href.pipelines({ cluster, ...(namespace && { namespace }) });
  return (
    <Section title={t('newRun.sourceTitle')}>
      {pipelines.data?.length === 0 ? (
        <div className={styles.nothing}>
          <Text>{t('newRun.noPipelines')}</Text>
          {list && (
            <ButtonLink size="small" variant="secondary" href={list}>
              {t('newRun.goToPipelines')}
            </ButtonLink>
          )}
        </div>
      ) : (
        <div className={styles.pair}>
          <Select
            label={t('newRun.pipeline')}
            isRequired
            placeholder={t(
              pipelines.data
                ? 'newRun.pipelinePlaceholder'
                : 'newRun.pipelineLoading',
            )}
            searchable
            value={pipelineId ?? null}
            onChange={key => key !== null && onChange(String(key), undefined)}
            options={(pipelines.data ?? []).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
          />
          {pipelineId !== undefined && (
            <Select
              label={t('newRun.version')}
              placeholder={t(
                versions.data?.length === 0
                  ? 'newRun.noVersions'
                  : 'newRun.versionLoading',
              )}
              searchable={(versions.data?.length ?? 0) > 8}
              value={versionId ?? versions.data?.[0]?.id ?? null}
              onChange={key =>
                key !== null && onChange(pipelineId, String(key))
              }
              options={(versions.data ?? []).map(({ id, name }, index) => ({
                value: id,
                label: index === 0 ? t('newRun.versionNewest', { name }) : name,
              }))}
            />
          )}
        </div>
      )}
      {versions.error && !versions.data && (
        <ErrorPanel error={versions.error} onRetry={versions.retry} />
      )}
    </Section>
  );
}
