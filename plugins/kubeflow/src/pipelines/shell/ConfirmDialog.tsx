import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import {
  ErrorPanel,
  type PipelinesMutation,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './ConfirmDialog.module.css';

/** Properties of {@link ConfirmDialog}. */
export interface ConfirmDialogProps<TInput, TOutput> {
  title: string;
  /** What happens, and what goes with it. */
  children: ReactNode;
  /** What the button says: "Delete". */
  action: string;
  /** It cannot be taken back. */
  destructive?: boolean;
  mutation: PipelinesMutation<TInput, TOutput>;
  input: TInput;
  /** The permission that is needed. */
  permission: { name: string };
  onDone?: (output: TOutput) => void;
  onClose: () => void;
}

/** Asks before something is done, does it, and says why where it did not work. */
export function ConfirmDialog<TInput, TOutput>(
  props: ConfirmDialogProps<TInput, TOutput>,
) {
  const { title, children, action, destructive, mutation, input } = props;
  const { permission, onDone, onClose } = props;
  const { t } = useKubeflowTranslation();
  const confirm = async () => {
    try {
      const output = await mutation.run(input);
      onClose();
      onDone?.(output);
    } catch {
      // It is shown below.
    }
  };
  return (
    <Dialog
      isOpen
      width="min(520px, 92vw)"
      onOpenChange={isOpen => {
        if (!isOpen) {
          mutation.reset();
          onClose();
        }
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {children}
          {mutation.error && (
            <ErrorPanel
              error={mutation.error}
              title={t('pipelines.notDone')}
              permission={permission}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive={destructive}
          isPending={mutation.isPending}
          onPress={() => void confirm()}
        >
          {action}
        </Button>
        <Button variant="secondary" slot="close">
          {t('pipelines.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
