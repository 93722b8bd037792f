import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './ListBar.module.css';

/** What stands above a list: search and filters, and how many there are. */
export function ListBar(props: {
  total: number | undefined;
  children: ReactNode;
}) {
  const { total, children } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  return (
    <div className={styles.bar}>
      {children}
      {total !== undefined && (
        <span className={styles.total} role="status">
          {t('page.total', {
            count: total,
            formatted: total.toLocaleString(locale),
          })}
        </span>
      )}
    </div>
  );
}
