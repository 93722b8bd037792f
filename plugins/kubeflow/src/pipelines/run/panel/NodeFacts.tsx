import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  AcceleratorList,
  formatDuration,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { valueText } from '../../artifacts/scalars';
import { Fact } from './Fact';
import styles from './TaskPanel.module.css';

/** What the pipeline asks a task to do, and with what. */
export function NodeFacts(props: { node: PipelineNode }) {
  const { node } = props;
  const { t } = useKubeflowTranslation();
  const { resources = {}, loop, importer } = node;
  const runs = node.type === 'executor' || node.type === 'importer';
  const command = [...(node.command ?? []), ...(node.args ?? [])].join(' ');
  return (
    <dl className={styles.facts}>
      <Fact label={t('run.graph.column.type')}>
        {t(`run.graph.type.${node.type}`)}
      </Fact>
      {node.image && (
        <Fact label={t('run.graph.column.image')}>
          <code className={styles.inline}>{node.image}</code>
        </Fact>
      )}
      {command && (
        <Fact label={t('run.panel.command')}>
          <code className={styles.code} tabIndex={0}>
            {command}
          </code>
        </Fact>
      )}
      {(node.env?.length ?? 0) > 0 && (
        <Fact label={t('run.panel.environment')}>
          <code className={styles.code} tabIndex={0}>
            {node.env?.map(({ name, value }) => `${name}=${value}`).join('\n')}
          </code>
        </Fact>
      )}
      {runs && (
        <Fact label={t('run.graph.column.accelerators')}>
          {node.accelerators.length > 0 ? (
            <AcceleratorList accelerators={node.accelerators} />
          ) : (
            t('run.graph.none')
          )}
        </Fact>
      )}
      {(resources.cpuRequest ?? resources.cpuLimit) && (
        <Fact label={t('run.panel.cpu')}>
          {range(resources.cpuRequest, resources.cpuLimit)}
        </Fact>
      )}
      {(resources.memoryRequest ?? resources.memoryLimit) && (
        <Fact label={t('run.panel.memory')}>
          {range(resources.memoryRequest, resources.memoryLimit)}
        </Fact>
      )}
      {runs && (
        <Fact label={t('run.graph.column.caching')}>
          {t(node.isCached ? 'run.graph.cachingOn' : 'run.graph.cachingOff')}
        </Fact>
      )}
      {runs && <RetryFact node={node} />}
      {node.condition && (
        <Fact label={t('run.panel.condition')}>
          <code className={styles.code} tabIndex={0}>
            {node.condition}
          </code>
        </Fact>
      )}
      {node.triggerStrategy && (
        <Fact label={t('run.panel.trigger')}>
          {node.triggerStrategy === 'ALL_UPSTREAM_TASKS_COMPLETED'
            ? t('run.panel.triggerAlways')
            : node.triggerStrategy}
        </Fact>
      )}
      {loop?.items && (
        <Fact label={t('run.panel.items')}>
          <code className={styles.code} tabIndex={0}>
            {loop.items.map(valueText).join('\n')}
          </code>
        </Fact>
      )}
      {loop?.parallelism !== undefined && loop.parallelism > 0 && (
        <Fact label={t('run.panel.parallelism')}>{loop.parallelism}</Fact>
      )}
      {importer?.uri && (
        <Fact label={t('run.panel.importedFrom')}>
          <code className={styles.inline}>{importer.uri}</code>
        </Fact>
      )}
      {node.platform.map(({ key, value }, index) => (
        <Fact key={`${index} ${key}`} label={key}>
          <span className={styles.inline}>{value}</span>
        </Fact>
      ))}
    </dl>
  );
}

function RetryFact(props: { node: PipelineNode }) {
  const { retry } = props.node;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const text = retry?.maxCount
    ? [
        t('run.graph.retriesUpTo', { number: String(retry.maxCount) }),
        retry.backoffSeconds !== undefined &&
          t('run.panel.backoff', {
            time: formatDuration(retry.backoffSeconds * 1_000, locale),
          }),
      ]
        .filter(Boolean)
        .join(', ')
    : t('run.graph.none');
  return <Fact label={t('run.graph.column.retries')}>{text}</Fact>;
}

/** `1 – 2`; one of them alone where there is no other. */
function range(request: string | undefined, limit: string | undefined): string {
  return request === limit || !request || !limit
    ? (request ?? limit ?? '')
    : `${request} – ${limit}`;
}
