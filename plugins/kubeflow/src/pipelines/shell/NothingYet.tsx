import { RiInboxLine } from '@remixicon/react';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { CodeBlock } from './CodeBlock';
import styles from './NothingYet.module.css';

/** Nothing has been made yet: how it is made, with the kfp SDK too. */
export function NothingYet(props: {
  title: string;
  description: string;
  /** Python that makes one. */
  snippet?: string;
  actions?: ReactNode;
}) {
  const { title, description, snippet, actions } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.root}>
      <EmptyState
        icon={<RiInboxLine size={32} />}
        title={title}
        description={description}
        actions={actions}
      />
      {snippet && (
        <div className={styles.snippet}>
          <p className={styles.lead}>{t('pipelines.sdk.lead')}</p>
          <CodeBlock label={t('pipelines.sdk.label')}>{snippet}</CodeBlock>
        </div>
      )}
    </div>
  );
}
