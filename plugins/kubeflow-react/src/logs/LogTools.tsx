import { Button, ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiDownloadLine,
  RiFileCopyLine,
  RiHistoryLine,
  RiTextWrap,
  RiTimeLine,
} from '@remixicon/react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import type { LineRange } from './lineRange';
import { ToolToggle } from './ToolToggle';
import { useCopy } from './useCopy';
import styles from './LogView.module.css';

/** How a log is shown, and how it is taken along. */
export function LogTools(props: {
  wraps: boolean;
  onWrapsChange: (wraps: boolean) => void;
  hasTimes: boolean;
  onHasTimesChange: (hasTimes: boolean) => void;
  previous: boolean;
  /** Absent where there is no choice. */
  onPreviousChange: ((previous: boolean) => void) | undefined;
  selection: LineRange | undefined;
  /** The text of the lines that are selected. */
  textOfSelection: () => string;
  onClearSelection: () => void;
  isDownloading: boolean;
  onDownload: () => void;
}) {
  const { wraps, onWrapsChange, hasTimes, onHasTimesChange } = props;
  const { previous, onPreviousChange, selection, textOfSelection } = props;
  const { t } = useKubeflowTranslation();
  const { outcome, copy } = useCopy();
  return (
    <div className={styles.tools}>
      {outcome === 'failed' && (
        <span className={styles.count} role="status" data-problem>
          {t('log.copyFailed')}
        </span>
      )}
      {selection && (
        <>
          <Button
            size="small"
            variant="secondary"
            iconStart={
              outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />
            }
            onPress={() => copy(textOfSelection())}
          >
            {outcome === 'copied'
              ? t('log.copied')
              : t('log.copyLines', {
                  count: selection.to - selection.from + 1,
                })}
          </Button>
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('log.clearSelection')}
            icon={<RiCloseLine />}
            onPress={props.onClearSelection}
          />
        </>
      )}
      <ToolToggle
        label={t('log.wrap')}
        icon={<RiTextWrap size={16} />}
        isSelected={wraps}
        onChange={onWrapsChange}
      />
      <ToolToggle
        label={t('log.timestamps')}
        icon={<RiTimeLine size={16} />}
        isSelected={hasTimes}
        onChange={onHasTimesChange}
      />
      {onPreviousChange && (
        <ToolToggle
          label={t('log.previousRun')}
          icon={<RiHistoryLine size={16} />}
          isSelected={previous}
          onChange={onPreviousChange}
        />
      )}
      <TooltipTrigger>
        <ButtonIcon
          size="small"
          variant="secondary"
          aria-label={t('log.download')}
          icon={<RiDownloadLine />}
          isPending={props.isDownloading}
          onPress={props.onDownload}
        />
        <Tooltip>{t('log.download')}</Tooltip>
      </TooltipTrigger>
    </div>
  );
}
