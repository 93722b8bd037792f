import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  RiAddLine,
  RiFocus3Line,
  RiSubtractLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { Panel } from '@xyflow/react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from './GraphCanvas.module.css';

/** Larger, smaller, all of it. */
export function ZoomButtons(props: {
  onZoomIn: () => void;
  onZoomOut: () => void;
  onFit: () => void;
}) {
  const { t } = useKubeflowTranslation();
  return (
    <Panel position="top-right" className={styles.zoom}>
      <ZoomButton
        label={t('run.graph.zoomIn')}
        icon={RiAddLine}
        onPress={props.onZoomIn}
      />
      <ZoomButton
        label={t('run.graph.zoomOut')}
        icon={RiSubtractLine}
        onPress={props.onZoomOut}
      />
      <ZoomButton
        label={t('run.graph.fit')}
        icon={RiFocus3Line}
        onPress={props.onFit}
      />
    </Panel>
  );
}

function ZoomButton(props: {
  label: string;
  icon: RemixiconComponentType;
  onPress: () => void;
}) {
  const { label, icon: Icon, onPress } = props;
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<Icon />}
        aria-label={label}
        onPress={onPress}
      />
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
