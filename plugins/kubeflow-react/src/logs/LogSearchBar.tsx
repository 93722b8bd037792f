import { ButtonIcon, SearchField } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiFilterLine,
} from '@remixicon/react';
import type { KeyboardEvent, RefObject } from 'react';
import { useLocale } from '../hooks/useLocale';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import type { LogQuery } from './LogSearch';
import { ToolToggle } from './ToolToggle';
import type { LogSearchResult } from './useLogSearch';
import styles from './LogView.module.css';

/** Looks for text in a log: Enter goes to the next line that has it, with Shift to the one before. */
export function LogSearchBar(props: {
  field: RefObject<HTMLDivElement>;
  query: LogQuery;
  onQueryChange: (query: LogQuery) => void;
  result: LogSearchResult;
  /** Place of the current match among the matches, from 0 on. */
  current: number | undefined;
  onStep: (step: 1 | -1) => void;
  isOnlyMatches: boolean;
  onOnlyMatchesChange: (isOnlyMatches: boolean) => void;
}) {
  const { field, query, onQueryChange, result, current, onStep } = props;
  const { isOnlyMatches, onOnlyMatchesChange } = props;
  const { t } = useKubeflowTranslation();
  const isIdle = query.text === '';
  const hasNone = result.lines.length === 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    }
  };
  return (
    <div className={styles.search} role="search">
      <SearchField
        ref={field}
        className={styles.searchField}
        size="small"
        aria-label={t('log.search')}
        placeholder={t('log.searchPlaceholder')}
        maxLength={500}
        value={query.text}
        onChange={text => onQueryChange({ ...query, text })}
        onKeyDown={onKeyDown}
      />
      <ToolToggle
        label={t('log.caseSensitive')}
        text="Aa"
        isSelected={query.isCaseSensitive}
        onChange={isCaseSensitive =>
          onQueryChange({ ...query, isCaseSensitive })
        }
      />
      <ToolToggle
        label={t('log.regex')}
        text=".*"
        isSelected={query.isRegex}
        onChange={isRegex => onQueryChange({ ...query, isRegex })}
      />
      {!isIdle && (
        <>
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('log.previousMatch')}
            icon={<RiArrowUpSLine />}
            isDisabled={hasNone}
            onPress={() => onStep(-1)}
          />
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('log.nextMatch')}
            icon={<RiArrowDownSLine />}
            isDisabled={hasNone}
            onPress={() => onStep(1)}
          />
          <ToolToggle
            label={t('log.onlyMatches')}
            icon={<RiFilterLine size={16} />}
            isSelected={isOnlyMatches}
            onChange={onOnlyMatchesChange}
          />
          <span
            className={styles.count}
            role="status"
            data-problem={result.problem !== undefined || undefined}
          >
            <Count result={result} current={current} />
          </span>
        </>
      )}
    </div>
  );
}

function Count(props: {
  result: LogSearchResult;
  current: number | undefined;
}) {
  const { result, current } = props;
  const { t } = useKubeflowTranslation();
  const number = new Intl.NumberFormat(useLocale());
  if (result.problem !== undefined) {
    return t('log.badRegex', { problem: result.problem });
  }
  if (result.lines.length > 0) {
    return t('log.matches', {
      current: current === undefined ? '–' : number.format(current + 1),
      total: number.format(result.lines.length),
    });
  }
  return t(result.isSearching ? 'log.searching' : 'log.noMatches');
}
