import type { Warning } from '@kubeflow-portal/plugin-kubeflow-common';
import { Alert, Button } from '@backstage/ui';
import { useId, useState } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './WarningList.module.css';

/** @public */
export interface WarningListProps {
  warnings: readonly Warning[];
}

/** What a person should know beside an answer: each thing once, one line until more is asked for. @public */
export function WarningList(props: WarningListProps) {
  const { t } = useKubeflowTranslation();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  // Each message names its cluster itself.
  const texts = [...new Set(props.warnings.map(({ message }) => message))];
  if (texts.length === 0) {
    return null;
  }
  const more = texts.length - 1;
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={
        <ul id={listId} className={styles.list}>
          {(isOpen ? texts : texts.slice(0, 1)).map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      }
      customActions={
        more > 0 && (
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={isOpen}
            aria-controls={listId}
            onPress={() => setOpen(!isOpen)}
          >
            {isOpen ? t('warning.less') : t('warning.more', { count: more })}
          </Button>
        )
      }
    />
  );
}
