import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from './TaskPanel.module.css';
import type { PanelWidth } from './usePanelWidth';

const STEP = 40;

/** The edge of the panel: dragged, or moved with the arrow keys. */
export function WidthHandle(props: { width: PanelWidth }) {
  const { pixels, least, most, set } = props.width;
  const { t } = useKubeflowTranslation();
  const start = useRef<{ x: number; pixels: number }>();
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, pixels };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) {
      set(start.current.pixels + start.current.x - event.clientX);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      set(pixels + (event.key === 'ArrowLeft' ? STEP : -STEP));
    }
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('run.panel.width')}
      aria-valuenow={pixels}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={styles.handle}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
