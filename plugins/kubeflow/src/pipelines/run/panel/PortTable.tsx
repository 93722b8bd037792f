import type {
  PipelinePort,
  PipelineValueSource,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import tables from '../../../workload/table.module.css';
import { valueText } from '../../artifacts/scalars';
import { useRunOfPage } from '../RunContext';
import styles from './TaskPanel.module.css';

/** What a pipeline says of the inputs or outputs of a task; nothing when there are none. */
export function PortTable(props: {
  title: string;
  ports: readonly PipelinePort[];
}) {
  const { title, ports } = props;
  const { t } = useKubeflowTranslation();
  if (ports.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      <div className={tables.scroll}>
        <table className={tables.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('run.values.name')}</th>
              <th scope="col">{t('run.values.type')}</th>
              <th scope="col">{t('run.values.from')}</th>
            </tr>
          </thead>
          <tbody>
            {ports.map(port => (
              <tr key={`${port.is} ${port.name}`}>
                <th scope="row" title={port.description}>
                  {port.name}
                </th>
                <td>{port.type ?? '–'}</td>
                <td>
                  <Source port={port} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Source(props: { port: PipelinePort }) {
  const { source, defaultValue } = props.port;
  const { t } = useKubeflowTranslation();
  const words = useSourceInWords();
  if (source) {
    return words(source);
  }
  return defaultValue === undefined ? (
    <>–</>
  ) : (
    <>
      {t('run.values.default')}{' '}
      <code className={styles.inline}>{valueText(defaultValue)}</code>
    </>
  );
}

/** Where the value of an input comes from. */
function useSourceInWords() {
  const { detail, index } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  return (source: PipelineValueSource) => {
    switch (source.from) {
      case 'constant':
        return <code className={styles.inline}>{valueText(source.value)}</code>;
      case 'pipeline-input': {
        const isKnown = Object.hasOwn(detail.parameters, source.name);
        return (
          <>
            {t('run.values.fromInput', { name: source.name })}
            {isKnown && (
              <>
                {' '}
                <code className={styles.inline}>
                  {valueText(detail.parameters[source.name])}
                </code>
              </>
            )}
          </>
        );
      }
      case 'task':
        return t('run.values.fromTask', {
          output: source.output,
          task: index?.byId.get(source.nodeId)?.name ?? source.nodeId,
        });
      case 'loop-item':
        return t('run.values.fromLoop', { name: source.name });
      case 'run':
        return t('run.values.fromRun', { what: source.what });
      default:
        return t('run.values.fromUnknown');
    }
  };
}
