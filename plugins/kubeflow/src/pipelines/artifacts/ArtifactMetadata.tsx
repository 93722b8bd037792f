import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import tables from '../../workload/table.module.css';
import styles from './Artifacts.module.css';
import { valueText } from './scalars';

/** Kept by the SDK for its own use. */
const ownKeys = new Set(['display_name', 'store_session_info']);

/** What was noted beside an artifact; nothing when nothing was. */
export function ArtifactMetadata(props: {
  metadata: Readonly<Record<string, unknown>>;
  /** Shown elsewhere. */
  without?: readonly string[];
}) {
  const { metadata, without = [] } = props;
  const { t } = useKubeflowTranslation();
  const entries = Object.entries(metadata).filter(
    ([key]) => !ownKeys.has(key) && !without.includes(key),
  );
  if (entries.length === 0) {
    return null;
  }
  return (
    <table className={tables.table} aria-label={t('run.artifact.metadata')}>
      <tbody>
        {entries.map(([key, value]) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td>
              <span className={styles.value}>{valueText(value)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
