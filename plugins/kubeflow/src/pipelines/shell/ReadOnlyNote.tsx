import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiEyeLine } from '@remixicon/react';
import type { Capability } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** Says quietly that nothing can be changed here, and why when asked. */
export function ReadOnlyNote(props: { write: Capability }) {
  const { write } = props;
  const { t } = useKubeflowTranslation();
  if (write.allowed) {
    return null;
  }
  return (
    <TooltipTrigger delay={0}>
      <Button size="small" variant="tertiary" iconStart={<RiEyeLine />}>
        {t('pipelines.readOnly.short')}
      </Button>
      <Tooltip>{readOnlyReason(write, t('pipelines.readOnly.reason'))}</Tooltip>
    </TooltipTrigger>
  );
}

/** Why nothing can be changed; absent: it can. */
export function readOnlyReason(
  write: Capability,
  unexplained: string,
): string | undefined {
  return write.allowed ? undefined : (write.message ?? unexplained);
}
