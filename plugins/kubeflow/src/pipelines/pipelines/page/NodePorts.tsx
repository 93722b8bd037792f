import { Text } from '@backstage/ui';
import type {
  PipelineGraph,
  PipelinePort,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import tables from '../../../workload/table.module.css';
import { ValueText } from '../../shell/ValueText';
import styles from './Page.module.css';
import { useSourceWords } from './useSourceWords';

/** The inputs or outputs of a task; nothing when there are none. */
export function NodePorts(props: {
  title: string;
  ports: readonly PipelinePort[];
  graph: PipelineGraph;
}) {
  const { title, ports, graph } = props;
  const { t } = useKubeflowTranslation();
  const words = useSourceWords(graph);
  if (ports.length === 0) {
    return null;
  }
  const hasSources = ports.some(
    ({ source, defaultValue }) => source || defaultValue !== undefined,
  );
  return (
    <section className={styles.ports} aria-label={title}>
      <Text as="h4" variant="body-medium" weight="bold">
        {title}
      </Text>
      <div className={tables.scroll}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('run.values.name')}</th>
              <th scope="col">{t('run.values.type')}</th>
              {hasSources && <th scope="col">{t('run.values.from')}</th>}
            </tr>
          </thead>
          <tbody>
            {ports.map(port => (
              <tr key={`${port.is} ${port.name}`}>
                <th scope="row" title={port.description}>
                  {port.name}
                </th>
                <td>{port.type ?? '–'}</td>
                {hasSources && (
                  <td>
                    {port.source?.from === 'constant' ? (
                      <ValueText value={port.source.value} />
                    ) : (
                      words(port)
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
