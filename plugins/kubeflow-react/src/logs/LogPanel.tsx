import { kubeflowLogReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { LogAddress } from '../api/LogAddress';
import { ErrorPanel } from '../components/ErrorPanel';
import { EmptyState } from '../components/EmptyState';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { plainText } from './ansi';
import type { LineRange } from './lineRange';
import { LogLines, type LogTarget } from './LogLines';
import { LogPlaceholder } from './LogPlaceholder';
import type { LogQuery } from './LogSearch';
import { LogSearchBar } from './LogSearchBar';
import { LogStatusBar } from './LogStatusBar';
import { isGap, type LogStore } from './LogStore';
import { LogTools } from './LogTools';
import { useLogDownload } from './useLogDownload';
import { useLogs } from './useLogs';
import { useLogSearch } from './useLogSearch';
import styles from './LogView.module.css';

/** How a person wants logs shown; it stays when another log is chosen. */
export interface LogSettings {
  wraps: boolean;
  hasTimes: boolean;
  query: LogQuery;
  isOnlyMatches: boolean;
}

/** One log, with its tools around it. */
export function LogPanel(props: {
  address: LogAddress;
  previous: boolean;
  onPreviousChange: ((previous: boolean) => void) | undefined;
  selection: LineRange | undefined;
  onLinesChange: ((lines: LineRange | undefined) => void) | undefined;
  height: string;
  settings: LogSettings;
  onSettingsChange: (change: Partial<LogSettings>) => void;
}) {
  const { address, previous, onPreviousChange, selection } = props;
  const { onLinesChange, height, settings, onSettingsChange } = props;
  const { wraps, hasTimes, query, isOnlyMatches } = settings;
  const { t } = useKubeflowTranslation();
  const { store, status, restart } = useLogs({ address, previous });
  const download = useLogDownload(address, previous);
  const field = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(selection === undefined);
  const [match, setMatch] = useState<number>();
  const [target, setTarget] = useState<LogTarget>();
  const result = useLogSearch(store, status.version, query);
  const isEmpty = store.rows.length === 0;
  const isFiltered = isOnlyMatches && result.pattern !== undefined;

  const goTo = useCallback((n: number) => {
    setFollowing(false);
    setTarget({ n });
  }, []);

  // Lines that the address points at are gone to once they have come.
  const pointed = useRef<LineRange>();
  useEffect(() => {
    if (
      selection &&
      !isSame(selection, pointed.current) &&
      ((store.rows.at(-1)?.n ?? -1) >= selection.from - 1 ||
        status.phase === 'ended')
    ) {
      pointed.current = selection;
      goTo(selection.from - 1);
    }
  }, [selection, store, status.version, status.phase, goTo]);

  const onSelect = useCallback(
    (n: number, isExtended: boolean) => {
      const number = n + 1;
      const anchor = isExtended ? pointed.current : undefined;
      const next = {
        from: Math.min(anchor?.from ?? number, number),
        to: Math.max(anchor?.to ?? number, number),
      };
      pointed.current = next;
      onLinesChange?.(next);
    },
    [onLinesChange],
  );

  const current = useMemo(() => {
    const index = match === undefined ? -1 : result.lines.indexOf(match);
    return index < 0 ? undefined : index;
  }, [match, result.lines]);
  // Enter may be pressed before anything was found.
  const [wanted, setWanted] = useState<1 | -1>();
  const step = (by: 1 | -1) => {
    const { lines } = result;
    setWanted(lines.length === 0 ? by : undefined);
    if (lines.length === 0) {
      return;
    }
    const from = current ?? (by === 1 ? -1 : 0);
    const n = lines[(from + by + lines.length) % lines.length];
    setMatch(n);
    goTo(n);
  };
  useEffect(() => {
    const n = wanted === 1 ? result.lines.at(0) : result.lines.at(-1);
    if (wanted !== undefined && n !== undefined) {
      setWanted(undefined);
      setMatch(n);
      goTo(n);
    }
  }, [wanted, result.lines, goTo]);

  const onKeyDown = (event: KeyboardEvent) => {
    const isFind =
      (event.key === 'f' && (event.ctrlKey || event.metaKey)) ||
      (event.key === '/' && !(event.target instanceof HTMLInputElement));
    if (isFind) {
      // The browser's own search only knows the lines that are rendered.
      event.preventDefault();
      field.current?.querySelector('input')?.focus();
    }
  };

  return (
    <div className={styles.view} style={{ height }} onKeyDown={onKeyDown}>
      <div className={styles.toolbar}>
        <LogSearchBar
          field={field}
          query={query}
          onQueryChange={next => {
            onSettingsChange({ query: next });
            setMatch(undefined);
            setWanted(undefined);
          }}
          result={result}
          current={current}
          onStep={step}
          isOnlyMatches={isOnlyMatches}
          onOnlyMatchesChange={next =>
            onSettingsChange({ isOnlyMatches: next })
          }
        />
        <LogTools
          wraps={wraps}
          onWrapsChange={next => onSettingsChange({ wraps: next })}
          hasTimes={hasTimes}
          onHasTimesChange={next => onSettingsChange({ hasTimes: next })}
          previous={previous}
          onPreviousChange={onPreviousChange}
          selection={selection}
          textOfSelection={() => textOf(store, selection)}
          onClearSelection={() => {
            pointed.current = undefined;
            onLinesChange?.(undefined);
          }}
          isDownloading={download.isDownloading}
          onDownload={download.download}
        />
      </div>
      {download.failure && (
        <ErrorPanel
          error={download.failure}
          title={t('log.downloadFailed')}
          onRetry={download.download}
        />
      )}
      {status.phase === 'refused' && status.failure && !isEmpty && (
        <ErrorPanel
          error={status.failure}
          title={t('log.errorTitle')}
          permission={kubeflowLogReadPermission}
          onRetry={restart}
          isStale
        />
      )}
      <div className={styles.content}>
        {isEmpty ? (
          <div className={styles.placeholder}>
            <LogPlaceholder status={status} onRestart={restart} />
          </div>
        ) : isFiltered && result.lines.length === 0 ? (
          <div className={styles.placeholder}>
            <EmptyState
              title={t(
                result.isSearching ? 'log.searching' : 'log.noMatchesTitle',
              )}
              description={t('log.noMatchesHint', {
                number: String(store.rows.length),
              })}
            />
          </div>
        ) : (
          <LogLines
            store={store}
            status={status}
            label={t('log.label', {
              container: address.container,
              pod: address.pod,
            })}
            only={isFiltered ? result.lines : undefined}
            pattern={result.pattern}
            currentMatch={match}
            selection={selection}
            onSelect={onSelect}
            wraps={wraps}
            hasTimes={hasTimes}
            isFollowing={isFollowing}
            onFollowingChange={setFollowing}
            target={target}
          />
        )}
      </div>
      {(!isEmpty || status.phase === 'open') && (
        <LogStatusBar
          status={status}
          count={store.rows.length}
          isAtEnd={isFollowing}
          onJumpToEnd={() => setFollowing(true)}
          onRestart={restart}
        />
      )}
    </div>
  );
}

function isSame(one: LineRange, other: LineRange | undefined): boolean {
  return one.from === other?.from && one.to === other.to;
}

/** Lines as they are shown, without colours. */
function textOf(store: LogStore, range: LineRange | undefined): string {
  if (!range) {
    return '';
  }
  return store.rows
    .slice(store.indexOf(range.from - 1), store.indexOf(range.to))
    .map(row => (isGap(row) ? '' : plainText(row.text)))
    .join('\n');
}
