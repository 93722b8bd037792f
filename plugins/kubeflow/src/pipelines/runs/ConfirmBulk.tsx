import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './Runs.module.css';

/** Names shown before the others are counted. */
const SHOWN = 8;

/** Asks before something is done that cannot be taken back. */
export function ConfirmBulk(props: {
  action: 'delete' | 'terminate';
  runs: readonly Run[];
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { action, runs, onConfirm, onClose } = props;
  const { t } = useKubeflowTranslation();
  const rest = runs.length - SHOWN;
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()} width={480}>
      <DialogHeader>
        {t(`runs.bulk.confirmTitle.${action}`, { count: runs.length })}
      </DialogHeader>
      <DialogBody>
        <Text as="p">{t(`runs.bulk.confirm.${action}`)}</Text>
        <ul className={styles.failures}>
          {runs.slice(0, SHOWN).map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
          {rest > 0 && <li>{`+${rest}`}</li>}
        </ul>
      </DialogBody>
      <DialogFooter>
        <Button destructive onPress={onConfirm}>
          {t(`runs.bulk.${action}`)}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('runs.bulk.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
