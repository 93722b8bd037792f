import { BgProvider, ButtonIcon, Text } from '@backstage/ui';
import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import { RiCloseLine } from '@remixicon/react';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { NodeTypeIcon } from '../graph/nodeTypeIcons';
import styles from './SidePanel.module.css';
import { usePanelFocus } from './usePanelFocus';

/** One task or node, beside the graph, or over everything where there is little room. Escape closes it. */
export function SidePanel(props: {
  name: string;
  type: PipelineNode['type'] | 'unknown';
  /** How it is doing. */
  badge?: ReactNode;
  /** What it shows, when that can change while it is open: then it comes into view. */
  shown?: string;
  style?: CSSProperties;
  /** Stands on its edge. */
  handle?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { name, type, badge, shown, style, handle, onClose, children } = props;
  const { t } = useKubeflowTranslation();
  const panel = usePanelFocus(shown);
  const onKeyDown = (event: KeyboardEvent) => {
    // What is open within it closes first.
    if (event.key === 'Escape' && !event.defaultPrevented) {
      onClose();
    }
  };
  return (
    <aside
      ref={panel}
      className={styles.panel}
      style={style}
      aria-label={t('run.panel.label', { name })}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {handle}
      <BgProvider bg="neutral-1">
        <header className={styles.header}>
          <NodeTypeIcon type={type} size={20} />
          <Text
            as="h3"
            variant="title-x-small"
            weight="bold"
            className={styles.name}
          >
            {name}
          </Text>
          {badge}
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiCloseLine />}
            aria-label={t('run.panel.close')}
            onPress={onClose}
          />
        </header>
        {children}
      </BgProvider>
    </aside>
  );
}
